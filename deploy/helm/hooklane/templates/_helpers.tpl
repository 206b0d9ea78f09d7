{{- define "hooklane.name" -}}
{{- if contains "hooklane" .Release.Name -}}
{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-hooklane" .Release.Name | trunc 40 | trimSuffix "-" }}
{{- end -}}
{{- end -}}

{{- define "hooklane.selector" -}}
app.kubernetes.io/name: hooklane
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "hooklane.labels" -}}
{{ include "hooklane.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "hooklane.image" -}}
{{- with .Values.image -}}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end -}}
{{- end -}}
{{- end -}}

{{- /* hooklane.yaml, with what the chart mounts. */ -}}
{{- define "hooklane.config" -}}
{{- $_ := required "config.kafka.bootstrap.servers says where Kafka is: --set config.kafka.bootstrap\\\\.servers=kafka:9092" (index .Values.config.kafka "bootstrap.servers") -}}
{{- $config := deepCopy .Values.config -}}
{{- if .Values.kafka.caSecret.name -}}
{{- $_ := set $config.kafka "ssl.truststore.type" "PEM" -}}
{{- $_ := set $config.kafka "ssl.truststore.location" (printf "/etc/hooklane/kafka-ca/%s" .Values.kafka.caSecret.key) -}}
{{- end -}}
{{- with .Values.tlsSecret -}}
{{- $api := $config.api | default dict -}}
{{- $_ := set $api "tls" (mergeOverwrite (dict "certificate-file" "/etc/hooklane/tls/tls.crt" "key-file" "/etc/hooklane/tls/tls.key") ($api.tls | default dict)) -}}
{{- $_ := set $config "api" $api -}}
{{- end -}}
{{ toYaml $config }}
{{- end -}}

{{- /* Beside the secrets, as it is: for proxies, time zones, JAAS files and the like. */ -}}
{{- define "hooklane.extraEnv" -}}
{{- range .Values.extraEnv }}
{{- if regexMatch "^HOOKLANE_(INSTANCE|ROLES|STATE_DIR|API_(PORT|MANAGEMENT_PORT|ADVERTISED)|SECRETS_KEY_FILE)$" .name }}
{{- fail (printf "extraEnv: %s is the chart's own" .name) }}
{{- end }}
- {{ toYaml . | nindent 2 | trim }}
{{- end }}
{{- end -}}

{{- /* The port of the traces' collector, by its URL. */ -}}
{{- define "hooklane.otlpPort" -}}
{{- $url := urlParse . -}}
{{- if regexMatch ":[0-9]+$" $url.host -}}
{{ regexFind "[0-9]+$" $url.host }}
{{- else -}}
{{ ternary "443" "80" (eq $url.scheme "https") }}
{{- end -}}
{{- end -}}

{{- define "hooklane.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "hooklane.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}

{{- /* The secrets, as variables; called with a dict of root, secret, roles and saslSecret. */ -}}
{{- define "hooklane.secretEnv" -}}
{{- if has "control-plane" .roles }}
- name: HOOKLANE_API_KEY
  valueFrom: {secretKeyRef: {name: {{ .secret }}, key: api-key}}
{{- with .root.Values.oidcSecret }}{{ if .name }}
- name: HOOKLANE_CONSOLE_OIDC_CLIENT_SECRET
  valueFrom: {secretKeyRef: {name: {{ .name }}, key: {{ .key | default "client-secret" }}}}
{{- end }}{{ end }}
{{- end }}
- name: HOOKLANE_SECRETS_KEY_FILE
  value: /etc/hooklane/secrets/secrets.json
{{- with .root.Values.kmsSecret }}{{ if .name }}
- name: HOOKLANE_SECRETS_MASTER_KEY_CREDENTIALS
  value: /etc/hooklane/kms/{{ .key | default "credentials" }}
{{- end }}{{ end }}
{{- with .saslSecret }}{{ if .name }}
- name: HOOKLANE_KAFKA_SASL_JAAS_CONFIG
  valueFrom: {secretKeyRef: {name: {{ .name }}, key: {{ .key | default "sasl.jaas.config" }}}}
{{- end }}{{ end }}
{{- end -}}

{{- define "hooklane.mounts" -}}
- {name: config, mountPath: /etc/hooklane/hooklane.yaml, subPath: hooklane.yaml, readOnly: true}
- {name: secrets, mountPath: /etc/hooklane/secrets, readOnly: true}
- {name: tmp, mountPath: /tmp}
{{- if .Values.kmsSecret.name }}
- {name: kms, mountPath: /etc/hooklane/kms, readOnly: true}
{{- end }}
{{- if .Values.kafka.caSecret.name }}
- {name: kafka-ca, mountPath: /etc/hooklane/kafka-ca, readOnly: true}
{{- end }}
{{- if .Values.tlsSecret }}
- {name: tls, mountPath: /etc/hooklane/tls, readOnly: true}
{{- end }}
{{- end -}}

{{- /* Called with a dict of root, secret and configMap. */ -}}
{{- define "hooklane.volumes" -}}
- name: config
  configMap: {name: {{ .configMap }}}
- name: secrets
  secret:
    secretName: {{ .secret }}
    defaultMode: 0440
    items: [{key: secrets.json, path: secrets.json}]
- name: tmp
  emptyDir: {}
{{- with .root.Values.kmsSecret }}{{ if .name }}
{{- $key := .key | default "credentials" }}
- name: kms
  secret:
    secretName: {{ .name }}
    defaultMode: 0440
    items: [{key: {{ $key | quote }}, path: {{ $key | quote }}}]
{{- end }}{{ end }}
{{- with .root.Values.kafka.caSecret }}{{ if .name }}
- name: kafka-ca
  secret: {secretName: {{ .name }}}
{{- end }}{{ end }}
{{- with .root.Values.tlsSecret }}
- name: tls
  secret: {secretName: {{ . }}, defaultMode: 0440}
{{- end }}
{{- end -}}
