// Loads Compose projects with compose-go, the loader of Docker Compose.
//
// stdin: per case one line of JSON, {"files":{"compose.yaml":"…",".env":"…"},"main":"compose.yaml","variables":{"TAG":"1"}}.
// With "main" empty the project is looked for as Docker Compose does without -f, override file included. stdout: per case
// one line, {"ok":true,"value":{"services":{…},"jobs":{…}}} or {"ok":false,"error":"…"}. Every profile is on. The
// environment of this process is not looked at. Files lie in a folder of their own, whose path reads as /project.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/compose-spec/compose-go/v2/cli"
	"github.com/sirupsen/logrus"
)

type question struct {
	Files     map[string]string `json:"files"`
	Main      string            `json:"main"`
	Variables map[string]string `json:"variables"`
}

type answer struct {
	OK    bool            `json:"ok"`
	Value json.RawMessage `json:"value,omitempty"`
	Error string          `json:"error,omitempty"`
}

func main() {
	logrus.SetOutput(io.Discard)
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<28)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var q question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			stop(err)
		}
		if err := out.Encode(load(q)); err != nil {
			stop(err)
		}
	}
	if err := in.Err(); err != nil {
		stop(err)
	}
}

func stop(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(2)
}

func load(q question) answer {
	root, err := os.MkdirTemp("", "compose-oracle-")
	if err != nil {
		stop(err)
	}
	defer os.RemoveAll(root)
	for name, text := range q.Files {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			stop(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			stop(err)
		}
	}
	text, err := project(root, q)
	if err != nil {
		return answer{Error: strings.ReplaceAll(err.Error(), root, "/project")}
	}
	return answer{OK: true, Value: json.RawMessage(strings.ReplaceAll(string(text), root, "/project"))}
}

func project(root string, q question) (text []byte, err error) {
	// Some texts make the loader panic; Docker Compose dies of them too.
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	variables := []string{}
	for name, value := range q.Variables {
		variables = append(variables, name+"="+value)
	}
	folder := root
	var paths []string
	if q.Main != "" {
		paths = []string{filepath.Join(root, q.Main)}
		folder = filepath.Dir(paths[0])
	}
	options, err := cli.NewProjectOptions(paths,
		cli.WithWorkingDirectory(folder),
		cli.WithEnv(variables),
		cli.WithEnvFiles(),
		cli.WithDotEnv,
		cli.WithConfigFileEnv,
		cli.WithDefaultConfigPath,
		cli.WithName("project"),
		cli.WithProfiles([]string{"*"}),
		cli.WithDefaultProfiles("*"),
	)
	if err != nil {
		return nil, err
	}
	loaded, err := options.LoadProject(context.Background())
	if err != nil {
		return nil, err
	}
	return loaded.MarshalJSON()
}
