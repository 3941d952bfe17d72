// Command pinhole serves a help center for resetting security cameras, doorbells and recorders.
// README.md in this folder is the operator's guide.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strconv"
	"strings"
	"syscall"

	"github.com/alecthomas/kong"

	"pinhole/internal/search"
)

type commands struct {
	VersionFlag kong.VersionFlag `name:"version" env:"-" help:"Print the version and exit."`

	Serve       serveCommand       `cmd:"" default:"withargs" help:"Serve the help center. This is what happens without a command."`
	Check       checkCommand       `cmd:"" help:"Check content and print each problem with file and line."`
	New         newCommand         `cmd:"" help:"Write an article to fill in."`
	Feedback    feedbackCommand    `cmd:"" help:"Work with what readers said."`
	Editor      editorCommand      `cmd:"" help:"Work with the accounts of those who may open the desk."`
	Search      searchCommand      `cmd:"" help:"Search as a reader does, and say why an article stands where it does."`
	Searches    searchesCommand    `cmd:"" help:"Work with what readers searched for."`
	Webhook     webhookCommand     `cmd:"" help:"Work with the addresses that are told of what readers say."`
	Demo        demoCommand        `cmd:"" help:"Make half a year of answers up in a database of its own, and serve it."`
	Backup      backupCommand      `cmd:"" help:"Write what the database holds into a file, while Pinhole runs."`
	Restore     restoreCommand     `cmd:"" help:"Put a backup into the place of the database, while no Pinhole runs."`
	CopyStore   copyStoreCommand   `cmd:"" help:"Copy a database into an empty one, from SQLite to PostgreSQL or back, while no Pinhole runs."`
	Doctor      doctorCommand      `cmd:"" help:"Look at settings, content, database, clock and disk, and say what to do."`
	Version     versionCommand     `cmd:"" help:"Say which version this is, and what it was built from."`
	Licenses    licensesCommand    `cmd:"" help:"Print the licences of the modules that this program is made of."`
	Healthcheck healthcheckCommand `cmd:"" help:"Ask a running Pinhole whether it is ready. Exit status 0 means yes."`
}

// envPrefix begins the names of the environment variables that set flags.
const envPrefix = "PINHOLE"

// unknownVariables returns an error for a variable of the environment that looks like a setting of
// Pinhole and sets no flag of any command: a mistyped name would be passed over silently. Kubernetes
// gives every container PINHOLE_SERVICE_… and PINHOLE_PORT… beside a service called pinhole, and
// PINHOLE_TEST_… is of this project's tests.
func unknownVariables(model *kong.Application, environ []string) error {
	known := map[string]bool{}
	err := kong.Visit(model, func(node kong.Visitable, next kong.Next) error {
		if flag, ok := node.(*kong.Flag); ok {
			for _, name := range flag.Envs {
				known[name] = true
			}
		}
		return next(nil)
	})
	if err != nil {
		return err
	}
	for _, variable := range environ {
		name, _, _ := strings.Cut(variable, "=")
		setting, ours := strings.CutPrefix(name, envPrefix+"_")
		foreign := strings.HasPrefix(setting, "SERVICE_") || strings.HasPrefix(setting, "PORT") || strings.HasPrefix(setting, "TEST_")
		if ours && !known[name] && !foreign {
			return fmt.Errorf("the environment variable %s sets nothing: correct its name, or remove it", name)
		}
	}
	return nil
}

// terminal is where a command reads and writes.
type terminal struct {
	out, err io.Writer
	in       *os.File
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], terminal{os.Stdout, os.Stderr, os.Stdin}))
}

// run carries one command out and gives the exit status: 0, or 1 after one clear message.
func run(ctx context.Context, args []string, t terminal) int {
	exit := -1
	parser, err := kong.New(&commands{},
		kong.Name("pinhole"),
		kong.Description("A self-hosted help center for resetting security cameras, doorbells and recorders. Each flag can also be set as PINHOLE_… in the environment."),
		kong.DefaultEnvars(envPrefix),
		kong.Writers(t.out, t.err),
		kong.Vars{"version": readBuild().report(), "maxHits": strconv.Itoa(search.MaxLimit)},
		kong.Exit(func(code int) { exit = code }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(t),
	)
	if err != nil {
		fmt.Fprintln(t.err, "pinhole:", err)
		return 1
	}
	command, err := parser.Parse(args)
	if exit >= 0 {
		return exit // --help was asked for and is printed
	}
	if err == nil {
		err = unknownVariables(parser.Model, os.Environ())
	}
	if err != nil {
		fmt.Fprintf(t.err, "pinhole: %v. Run pinhole --help to see what it takes.\n", err)
		return 1
	}
	if err := command.Run(); err != nil {
		fmt.Fprintln(t.err, "pinhole:", err)
		return 1
	}
	return 0
}
