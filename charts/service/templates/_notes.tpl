{{/* What to type next, in the order in which it is needed. */}}
{{- define "service.notes" -}}
{{- $kubectl := printf "kubectl --namespace %s" .Release.Namespace -}}
{{ .Chart.Name }} {{ include "service.version" . }} is release {{ .Release.Name }} in namespace {{ .Release.Namespace }}.
{{- if and .Values.database (not .Values.database.cluster.enabled) }}

Its pods wait until there is the address of its database:

  {{ $kubectl }} create secret generic {{ include "service.databaseSecret" . }} \
    --from-literal={{ .Values.database.secret.key }}='postgresql://user:password@host:{{ .Values.database.port }}/{{ .Chart.Name }}'
{{- end }}

Wait until it is ready, and test it:

  {{ $kubectl }} rollout status deployment/{{ .Release.Name }}
  helm --namespace {{ .Release.Namespace }} test {{ .Release.Name }} --logs

Look at it on http://localhost:3000:

  {{ $kubectl }} port-forward service/{{ .Release.Name }} 3000:{{ include "service.port" . }}
{{- end }}
