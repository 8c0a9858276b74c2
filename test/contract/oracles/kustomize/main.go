// Renders kustomizations with kustomize itself.
//
// stdin: per case one line of JSON, {"files":{"base/deploy.yaml":"…"},"root":"overlays/prod"}. stdout: per case one line,
// {"ok":true,"value":[objects]} or {"ok":false,"error":"…"}. Files live in memory: nothing on disk is read.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
)

type question struct {
	Files map[string]string `json:"files"`
	Root  string            `json:"root"`
}

type answer struct {
	OK    bool             `json:"ok"`
	Value []map[string]any `json:"value"`
	Error string           `json:"error,omitempty"`
}

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<28)
	out := json.NewEncoder(os.Stdout)
	for in.Scan() {
		var q question
		if err := json.Unmarshal(in.Bytes(), &q); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		a := answer{OK: true, Value: []map[string]any{}}
		if err := render(q, &a); err != nil {
			a = answer{Error: err.Error()}
		}
		if err := out.Encode(a); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
	if err := in.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
}

func render(q question, a *answer) error {
	files := filesys.MakeFsInMemory()
	for name, text := range q.Files {
		if err := files.WriteFile(path.Join("/tree", name), []byte(text)); err != nil {
			return err
		}
	}
	rendered, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(files, path.Join("/tree", q.Root))
	if err != nil {
		return err
	}
	for _, resource := range rendered.Resources() {
		object, err := resource.Map()
		if err != nil {
			return err
		}
		a.Value = append(a.Value, object)
	}
	return nil
}
