// Reads YAML documents as the field's own readers do, and prints what each of them means.
//
// stdin: per document its length in bytes, a line feed, the bytes. stdout: per document one line of JSON,
// {"ok":true,"value":…} or {"ok":false,"error":"…"}.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	yaml2 "go.yaml.in/yaml/v2"
	compose "go.yaml.in/yaml/v4"
	"k8s.io/apimachinery/pkg/util/yaml"
	kubernetes "sigs.k8s.io/yaml"
)

type answer struct {
	OK    bool   `json:"ok"`
	Value any    `json:"value,omitempty"`
	Error string `json:"error,omitempty"`
}

func main() {
	readers := map[string]func([]byte) (any, error){
		// What kubectl sends: the last of two equal keys wins.
		"kubernetes": readKubernetes(kubernetes.YAMLToJSON),
		// What strict readers do: two equal keys are refused, and so is a key that overrides a merged one.
		"kubernetes-strict": readKubernetes(kubernetes.YAMLToJSONStrict),
		"kubernetes-stream": readKubernetesStream,
		"compose":           readCompose,
		"compose-stream":    readComposeStream,
	}
	read, found := readers[strings.Join(os.Args[1:], " ")]
	if !found {
		fmt.Fprintf(os.Stderr, "usage: yaml READER, got %q\n", os.Args[1:])
		os.Exit(2)
	}
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer out.Flush()
	for {
		text, err := next(in)
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		line, err := json.Marshal(ask(read, text))
		if err != nil {
			line, _ = json.Marshal(answer{Error: err.Error()})
		}
		out.Write(line)
		out.WriteByte('\n')
	}
}

func next(in *bufio.Reader) ([]byte, error) {
	header, err := in.ReadString('\n')
	if err != nil {
		return nil, io.EOF
	}
	length, err := strconv.Atoi(strings.TrimSpace(header))
	if err != nil {
		return nil, err
	}
	text := make([]byte, length)
	_, err = io.ReadFull(in, text)
	return text, err
}

func ask(read func([]byte) (any, error), text []byte) (out answer) {
	defer func() {
		if r := recover(); r != nil {
			out = answer{Error: fmt.Sprintf("panic: %v", r)}
		}
	}()
	value, err := read(text)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{OK: true, Value: value}
}

// readKubernetes also refuses what cannot be read behind the first document: kubectl never looks at it, we do.
func readKubernetes(toJSON func([]byte) ([]byte, error)) func([]byte) (any, error) {
	return func(text []byte) (any, error) {
		out, err := toJSON(text)
		if err != nil {
			return nil, err
		}
		decoder := yaml2.NewDecoder(bytes.NewReader(text))
		for {
			var rest any
			err := decoder.Decode(&rest)
			if errors.Is(err, io.EOF) {
				return json.RawMessage(out), nil
			}
			if err != nil {
				return nil, err
			}
		}
	}
}

// readKubernetesStream splits a file as kubectl does, and returns its documents.
func readKubernetesStream(text []byte) (any, error) {
	reader := yaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	documents := []json.RawMessage{}
	for {
		document, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			return nil, err
		}
		out, err := kubernetes.YAMLToJSON(document)
		if err != nil {
			return nil, err
		}
		documents = append(documents, out)
	}
}

// readCompose decodes as compose-go's loader does (loader.go: yaml.NewDecoder into any), then refuses keys that are
// not strings (convertToStringKeysRecursive).
func readCompose(text []byte) (any, error) {
	documents, err := readComposeStream(text)
	if all, ok := documents.([]any); ok && len(all) > 0 {
		return all[0], err
	}
	return nil, err
}

func readComposeStream(text []byte) (any, error) {
	decoder := compose.NewDecoder(bytes.NewReader(text))
	documents := []any{}
	for {
		var value any
		err := decoder.Decode(&value)
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			return nil, err
		}
		value, err = plain(value)
		if err != nil {
			return nil, err
		}
		documents = append(documents, value)
	}
}

func plain(value any) (any, error) {
	switch v := value.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, entry := range v {
			converted, err := plain(entry)
			if err != nil {
				return nil, err
			}
			out[key] = converted
		}
		return out, nil
	case map[any]any:
		out := make(map[string]any, len(v))
		for key, entry := range v {
			name, ok := key.(string)
			if !ok {
				return nil, fmt.Errorf("non-string key %#v", key)
			}
			converted, err := plain(entry)
			if err != nil {
				return nil, err
			}
			out[name] = converted
		}
		return out, nil
	case []any:
		out := make([]any, 0, len(v))
		for _, entry := range v {
			converted, err := plain(entry)
			if err != nil {
				return nil, err
			}
			out = append(out, converted)
		}
		return out, nil
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, nil // as JSON.stringify writes it
		}
		return v, nil
	case time.Time:
		return map[string]string{"$time": v.Format(time.RFC3339Nano)}, nil
	default:
		return value, nil
	}
}
