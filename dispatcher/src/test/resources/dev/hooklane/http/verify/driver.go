package main

import (
	"bufio"
	"encoding/base64"
	"fmt"
	"net/http"
	"os"
	"strings"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		part := strings.Split(lines.Text(), "\t")
		raw, _ := base64.StdEncoding.DecodeString(part[0])
		headers := http.Header{}
		headers.Set("webhook-id", part[1])
		headers.Set("webhook-timestamp", part[2])
		headers.Set("webhook-signature", part[3])
		switch os.Args[1] {
		case "STANDARD":
			fmt.Println(isGenuine(raw, headers, part[5]))
		case "SIMPLE":
			fmt.Println(hasGenuineBody(raw, part[4], part[5]))
		default:
			fmt.Println(isGenuineByKey(raw, headers, part[5]))
		}
	}
}
