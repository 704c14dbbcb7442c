{{/* A release is one service, and Helm holds its name unique in its namespace: every object takes it. */}}

{{/* By this the release's pods are found; it never changes, because a Deployment's selector may not. */}}
{{- define "service.selector" -}}
{{- include "service.releaseSelector" (dict "chart" .Chart.Name "release" .Release.Name) }}
{{- end }}

{{/* The pods of any release of these charts: `chart` and `release` are names. */}}
{{- define "service.releaseSelector" -}}
app.kubernetes.io/name: {{ .chart | quote }}
app.kubernetes.io/instance: {{ .release | quote }}
{{- end }}

{{/* The labels of pods: they change with the version, which starts a roll-out that is due anyway. */}}
{{- define "service.podLabels" -}}
{{ include "service.selector" . }}
app.kubernetes.io/version: {{ include "service.version" . | replace "+" "_" | quote }}
app.kubernetes.io/part-of: foldline
{{- end }}

{{/* The labels of every object. */}}
{{- define "service.labels" -}}
{{ include "service.podLabels" . }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | quote }}
{{- end }}

{{- define "service.version" -}}
{{ .Values.version | default .Chart.AppVersion }}
{{- end }}

{{- define "service.image" -}}
{{- $image := .Values.image }}
{{- $repository := $image.repository | default (printf "%s/%s" $image.registry .Chart.Name) }}
{{- if $image.digest -}}
{{ $repository }}@{{ $image.digest }}
{{- else -}}
{{ $repository }}:{{ $image.tag | default (include "service.version" . | replace "+" "-") }}
{{- end }}
{{- end }}

{{/* One port for all: the containers are told to listen on it, so that a peer's name alone is its address. */}}
{{- define "service.port" -}}
8080
{{- end }}

{{/* CloudNativePG derives names of pods and jobs from the cluster's, and takes at most 50 characters. */}}
{{- define "service.databaseName" -}}
{{- $name := printf "%s-db" .Release.Name }}
{{- if gt (len $name) 50 -}}
{{ printf "%s-%s-db" (trunc 38 .Release.Name | trimSuffix "-") (sha256sum .Release.Name | trunc 8) }}
{{- else -}}
{{ $name }}
{{- end }}
{{- end }}

{{- define "service.databaseSecret" -}}
{{ .Values.database.secret.name | default (printf "%s-app" (include "service.databaseName" .)) }}
{{- end }}

{{/* The secret that holds what is generated here because no secret was named. */}}
{{- define "service.generatedSecret" -}}
{{ .Release.Name }}-generated
{{- end }}
