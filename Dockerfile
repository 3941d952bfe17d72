# Builds one static program and puts it into an image that holds nothing else but the certificate authorities.
#
#   docker build -t pinhole .
#   docker run -p 8080:8080 -v pinhole:/data pinhole --url https://help.example
#
# A tag can be given to another image, so Go's is named by its digest. To build with a newer one:
#
#   docker buildx imagetools inspect golang:1.26
#   docker build --build-arg GO_IMAGE=golang:1.26@sha256:DIGEST -t pinhole .

ARG GO_IMAGE=golang:1.26.8@sha256:0f063af2d465d8dcae54cce04278ada488b96f77b42449c8d071e47d016cc65a
FROM ${GO_IMAGE} AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w" -o /out/pinhole ./cmd/pinhole
RUN mkdir -m 700 /out/data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /out/pinhole /pinhole
# A volume takes the owner of the folder that it is laid over.
COPY --from=build --chown=65532:65532 /out/data /data
USER 65532:65532
# SQLite puts large sorts into a file here: the image has no /tmp.
WORKDIR /data
ENV PINHOLE_DATABASE=/data/pinhole.db
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["/pinhole", "healthcheck"]
ENTRYPOINT ["/pinhole"]
