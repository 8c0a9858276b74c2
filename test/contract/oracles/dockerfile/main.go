// Reads JSON lines {"text": …, "buildArgs": {…}} on stdin and prints, one line each, what BuildKit's own frontend reads.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"os"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

type request struct {
	Text      string            `json:"text"`
	BuildArgs map[string]string `json:"buildArgs"`
}

type heredoc struct {
	Name    string `json:"name"`
	Expand  bool   `json:"expand"`
	Chomp   bool   `json:"chomp"`
	Content string `json:"content"`
}

type instruction struct {
	Keyword  string    `json:"keyword"`
	Start    int       `json:"start"`
	End      int       `json:"end"`
	Flags    []string  `json:"flags"`
	Args     []string  `json:"args"`
	JSON     bool      `json:"json"`
	Heredocs []heredoc `json:"heredocs"`
}

type stage struct {
	Name     string   `json:"name"`
	Base     string   `json:"base"`
	Platform string   `json:"platform"`
	Unset    []string `json:"unset"`
	Error    string   `json:"error"`
}

type answer struct {
	ParseError  string        `json:"parseError"`
	StageError  string        `json:"stageError"`
	Escape      string        `json:"escape"`
	Instruction []instruction `json:"instructions"`
	Stages      []stage       `json:"stages"`
}

func args(node *parser.Node) []string {
	out := []string{}
	for n := node.Next; n != nil; n = n.Next {
		if len(n.Children) == 1 {
			out = append(out, n.Children[0].Value)
			out = append(out, args(n.Children[0])...)
		} else {
			out = append(out, n.Value)
		}
	}
	return out
}

// scope is what buildMetaArgs of dockerfile2llb makes of the ARGs before the first FROM.
func scope(meta []instructions.ArgCommand, given map[string]string, lex *shell.Lex) (map[string]string, error) {
	known := map[string]string{}
	for _, command := range meta {
		for _, pair := range command.Args {
			if value, ok := given[pair.Key]; ok {
				known[pair.Key] = value
			} else if pair.Value != nil {
				value, _, err := lex.ProcessWord(*pair.Value, getter(known))
				if err != nil {
					return nil, err
				}
				known[pair.Key] = value
			}
		}
	}
	return known, nil
}

func getter(known map[string]string) shell.EnvGetter {
	list := []string{}
	for name, value := range known {
		list = append(list, name+"="+value)
	}
	return shell.EnvsFromSlice(list)
}

func read(in request) answer {
	out := answer{Instruction: []instruction{}, Stages: []stage{}}
	result, err := parser.Parse(strings.NewReader(in.Text))
	if err != nil {
		out.ParseError = err.Error()
		return out
	}
	out.Escape = string(result.EscapeToken)
	for _, node := range result.AST.Children {
		next := instruction{Keyword: strings.ToUpper(node.Value), Start: node.StartLine, End: node.EndLine, Flags: node.Flags, Args: args(node), JSON: node.Attributes["json"], Heredocs: []heredoc{}}
		if next.Flags == nil {
			next.Flags = []string{}
		}
		for _, doc := range node.Heredocs {
			next.Heredocs = append(next.Heredocs, heredoc{doc.Name, doc.Expand, doc.Chomp, doc.Content})
		}
		out.Instruction = append(out.Instruction, next)
	}
	stages, meta, err := instructions.Parse(result.AST, nil)
	if err != nil {
		out.StageError = err.Error()
		return out
	}
	if len(stages) == 0 {
		// What dockerfile2llb says of it.
		out.StageError = "dockerfile contains no stages to build"
		return out
	}
	lex := shell.NewLex(result.EscapeToken)
	known, err := scope(meta, in.BuildArgs, lex)
	if err != nil {
		out.StageError = err.Error()
		return out
	}
	for _, source := range stages {
		match, err := lex.ProcessWordWithMatches(source.BaseName, getter(known))
		next := stage{Name: source.Name, Base: match.Result, Platform: source.Platform, Unset: []string{}}
		for name := range match.Unmatched {
			next.Unset = append(next.Unset, name)
		}
		if err != nil {
			next.Error = err.Error()
		}
		out.Stages = append(out.Stages, next)
	}
	return out
}

func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	decoder := json.NewDecoder(lines)
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	for decoder.More() {
		var in request
		if err := decoder.Decode(&in); err != nil {
			log.Fatal(err)
		}
		if err := encoder.Encode(read(in)); err != nil {
			log.Fatal(err)
		}
	}
}
