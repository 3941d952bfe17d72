# What the commands in this folder share. To be sourced from the top of the tree.

mkdir -p .cache

# quietly runs a command and shows what it says only when it fails.
quietly() {
  local what=$1 begin=$SECONDS log
  shift
  log=$(mktemp)
  if "$@" >"$log" 2>&1 </dev/null; then
    printf 'ok      %s (%s s)\n' "$what" $((SECONDS - begin))
    rm -f "$log"
    return
  fi
  cat "$log"
  rm -f "$log"
  printf 'FAILED  %s: %s\n' "$what" "$*" >&2
  exit 1
}

# loudly runs a command whose words should be read.
loudly() {
  local what=$1 begin=$SECONDS
  shift
  if ! "$@" </dev/null; then
    printf 'FAILED  %s: %s\n' "$what" "$*" >&2
    exit 1
  fi
  printf 'ok      %s (%s s)\n' "$what" $((SECONDS - begin))
}

# unraced are packages that compute on memory of one goroutine alone. Watched at each access they take many times as long: a page, which
# the program compresses twice, ten times.
unraced=(modernc.org/sqlite/lib modernc.org/libc/... github.com/andybalholm/brotli/... compress/flate golang.org/x/crypto/... golang.org/x/net/html
  regexp regexp/syntax github.com/yuin/goldmark/... go.yaml.in/yaml/v3)

# raced runs Go's tests, and the programs that they build, with the race detector, but for the packages above.
raced() {
  GOFLAGS="${GOFLAGS:-}$(printf ' -gcflags=%s=-race=false' "${unraced[@]}")" go test -race "$@"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# install_packages gets what is missing from Debian: the browser, fonts so that widths are those that readers see, a browser without
# pictures, the second database, what makes small disks, and the checker of units.
install_packages() {
  local packages=()
  command -v chromium >/dev/null || packages+=(chromium fonts-liberation fonts-dejavu-core)
  command -v lynx >/dev/null || packages+=(lynx)
  compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || packages+=(postgresql)
  command -v mkfs.ext4 >/dev/null || packages+=(e2fsprogs)
  command -v systemd-analyze >/dev/null || packages+=(systemd)
  [ ${#packages[@]} -gt 0 ] || return 0
  quietly "list Debian's packages" as_root apt-get update -q
  quietly "install ${packages[*]}" as_root env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${packages[@]}"
}

# can_mount tries whether anybody may mount file systems here, as the tests of disks do.
can_mount() {
  local folder status=0
  folder=$(mktemp -d)
  mount -t tmpfs tmpfs "$folder" && umount "$folder" || status=$?
  rmdir "$folder"
  return $status
}

# install_from_npm gets packages, each with its exact version, into a folder that is not part of the tree.
install_from_npm() {
  local folder=.cache/$1
  shift
  [ "$(cat "$folder/installed" 2>/dev/null)" != "$*" ] || return 0
  rm -rf "$folder"
  mkdir -p "$folder"
  quietly "install $*" npm install --prefix "$folder" --no-save --no-audit --no-fund "$@"
  echo "$*" >"$folder/installed"
}

# install_axe gets the accessibility checker.
install_axe() { install_from_npm axe axe-core@4.14.1; }

# install_checkers gets what reads scripts, pages and styles.
install_checkers() { install_from_npm checkers typescript@7.0.2 html-validate@10.17.0 stylelint@17.16.0; }

# install_promtool gets the checker of alert rules out of Debian's package, without the server.
install_promtool() {
  [ ! -x .cache/promtool/usr/bin/promtool ] || return 0
  rm -rf .cache/promtool
  mkdir -p .cache/promtool
  quietly "get promtool" bash -c 'cd .cache/promtool && { apt-get download -q prometheus || { apt-get update -q && apt-get download -q prometheus; }; } && dpkg -x prometheus_*.deb . && rm prometheus_*.deb'
}
