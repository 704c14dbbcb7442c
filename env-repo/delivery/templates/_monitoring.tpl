{{/* The names of Stages, as a pattern: those of the environments that a person lets releases into, or all others. */}}
{{- define "delivery.stages" -}}
{{- $names := list }}
{{- range $environment := .environments }}
{{- range $.services }}
{{- $names = append $names (printf "%s-%s" . $environment.name) }}
{{- end }}
{{- end }}
{{- join "|" $names }}
{{- end }}

{{/* The AppProjects of the delivery, as a pattern: its own, and one of each environment. */}}
{{- define "delivery.projects" -}}
{{- $names := list .Release.Name }}
{{- range .Values.environments }}
{{- $names = append $names (include "delivery.environment" (dict "root" $ "environment" .name)) }}
{{- end }}
{{- join "|" $names }}
{{- end }}

{{/* Where an alert is explained, in the repository that has the charts: `alert` is its name, `root` the chart's context. */}}
{{- define "delivery.runbook" -}}
{{- $charts := include "delivery.charts" .root | trimSuffix ".git" }}
{{- /* The port is there for Argo CD alone, which needs a second address. */}}
{{- $repository := regexReplaceAll "^https://([^/:]+):443/" $charts "https://${1}/" }}
{{- $view := get (dict "github" "blob" "gitea" "src/branch") .root.Values.forge }}
{{- printf "%s/%s/%s/docs/runbooks/delivery-alerts.md#%s" $repository $view .root.Values.repository.branch (lower .alert) }}
{{- end }}
