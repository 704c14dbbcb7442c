{{/*
What is known beyond this chart, in the cluster or in Argo CD's namespace, begins with the release's name: it is the name
of Kargo's project, too. What is in that project does not.
*/}}

{{/* The namespace and the AppProject of an environment: `environment` is its name. */}}
{{- define "delivery.environment" -}}
{{ .root.Release.Name }}-{{ .environment }}
{{- end }}

{{/* The path of the env-repo in its repository, with a slash at its end; empty where it is the whole repository. */}}
{{- define "delivery.folder" -}}
{{ .Values.repository.path | trimSuffix "delivery" }}
{{- end }}

{{- define "delivery.repository" -}}
{{ required "repository.url is missing: bootstrap.yaml says where the env-repo is." .Values.repository.url }}
{{- end }}

{{- define "delivery.charts" -}}
{{- $url := required "charts.url is missing: where Argo CD finds the services' charts." .Values.charts.url }}
{{- $repository := include "delivery.repository" . }}
{{- if eq ($url | lower | trimSuffix ".git") ($repository | lower | trimSuffix ".git") }}
{{- fail "charts.url has to be another address than repository.url, even of the same repository: Argo CD takes no two revisions of one address." }}
{{- end }}
{{- $url }}
{{- end }}

{{/* Labels of every object. */}}
{{- define "delivery.labels" -}}
app.kubernetes.io/part-of: {{ .Release.Name | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end }}

{{/* The pods that Kargo has run to verify a release. */}}
{{- define "delivery.verificationSelector" -}}
app.kubernetes.io/component: verification
{{- end }}
