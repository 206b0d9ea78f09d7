#!/bin/sh
# Lets a Kafka user do what one part of Hooklane needs, by the list in acls.txt beside this file:
#
#   deploy/kafka/acls.sh HOLDER USER KAFKA-ACLS-OPTION...
#   deploy/kafka/acls.sh delivery hooklane-delivery --bootstrap-server kafka:9092 --command-config admin.properties
#
# A user that runs instances needs instance, and each role of theirs. PREFIX is topics.prefix, "hooklane." if it isn't
# set; KAFKA_ACLS is Kafka's tool, `kafka-acls.sh` on the PATH if it isn't. KAFKA_ACLS=echo shows what would be run.
set -eu

list=$(dirname "$0")/acls.txt
if [ $# -lt 2 ] || ! grep -q "^$1 " "$list"; then
  echo "usage: $0 HOLDER USER KAFKA-ACLS-OPTION...; HOLDER is one of $(awk '!/^#/ { print $1 }' "$list" | uniq | tr '\n' ' ')" >&2
  exit 2
fi
holder=$1
user=$2
shift 2

awk -v holder="$holder" -v prefix="${PREFIX-hooklane.}" \
  '$1 == holder { sub(/^hooklane\./, prefix, $4); print $2, $3, $4, $5 }' "$list" |
  while read -r resource pattern name operations; do
    set -f
    # shellcheck disable=SC2046 # one option for each operation
    "${KAFKA_ACLS:-kafka-acls.sh}" "$@" --add --allow-principal "User:$user" \
      "--$resource" "$name" --resource-pattern-type "$pattern" \
      $(printf '%s' "$operations" | awk -v RS=, '{ print "--operation", $1 }') </dev/null
  done
