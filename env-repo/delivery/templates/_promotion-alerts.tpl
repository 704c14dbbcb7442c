{{/* How Stages get their releases, as kube-state-metrics tells: see env-repo/monitoring. */}}
{{- define "delivery.promotionAlerts" }}
{{- $project := printf `project="%s"` .Release.Name }}
{{- $pushed := list }}
{{- $asked := list }}
{{- range .Values.environments }}
{{- if eq .gate "pull-request" }}
{{- $asked = append $asked . }}
{{- else }}
{{- $pushed = append $pushed . }}
{{- end }}
{{- end }}
{{- $pushedStages := printf `stage=~"%s"` (include "delivery.stages" (dict "services" .Values.services "environments" $pushed)) }}
{{- $askedStages := printf `stage=~"%s"` (include "delivery.stages" (dict "services" .Values.services "environments" $asked)) }}
{{- $waiting := `phase!~"Succeeded|Failed|Errored|Aborted"` }}
- alert: PromotionFailed
  # The newest of its Stage. A request that was closed ends as Failed, and so does a promotion in a freeze: as somebody meant it.
  expr: >-
    max by (project, stage, promotion) (
    kargo_promotion_created{ {{- $project }},{{ $pushedStages }},phase=~"Failed|Errored"}
    or kargo_promotion_created{ {{- $project }},{{ $askedStages }},phase="Errored"})
    == on (project, stage) group_left () max by (project, stage) (kargo_promotion_created{ {{- $project }}})
  labels: { severity: ticket }
  annotations:
    summary: {{ "{{ $labels.stage }}: its newest promotion failed, and Kargo does not try again by itself" | quote }}
    runbook_url: {{ include "delivery.runbook" (dict "root" . "alert" "PromotionFailed") }}
- alert: PromotionWaits
  # A request waits for a person; nothing else has to.
  expr: >-
    time() - max by (project, stage, promotion) (kargo_promotion_created{ {{- $project }},{{ $pushedStages }},{{ $waiting }}})
    > {{ mul .Values.monitoring.promotionMinutes 60 }}
    or time() - max by (project, stage, promotion) (kargo_promotion_created{ {{- $project }},{{ $askedStages }},{{ $waiting }}})
    > {{ mul .Values.monitoring.requestHours 3600 }}
  labels: { severity: ticket }
  annotations:
    summary: {{ "{{ $labels.stage }}: a promotion is not done after {{ $value | humanizeDuration }}" | quote }}
    runbook_url: {{ include "delivery.runbook" (dict "root" . "alert" "PromotionWaits") }}
{{- end }}

{{/* Releases that nobody has found good, in the first environment and in those after it. */}}
{{- define "delivery.freightAlerts" }}
{{- $project := printf `project="%s"` .Release.Name }}
{{- $later := include "delivery.stages" (dict "services" .Values.services "environments" (rest .Values.environments)) }}
{{- $seconds := mul .Values.monitoring.promotionMinutes 60 }}
- alert: FreightNeverVerified
  # The newest of its service: an older one has been overtaken.
  expr: >-
    time() - (max by (project, warehouse, freight) (kargo_freight_created{ {{- $project }}})
    == on (project, warehouse) group_left () max by (project, warehouse) (kargo_freight_created{ {{- $project }}})
    unless on (project, freight) kargo_freight_verified) > {{ $seconds }}
  labels: { severity: ticket }
  annotations:
    summary: {{ "{{ $labels.warehouse }}: its newest release was verified nowhere" | quote }}
    runbook_url: {{ include "delivery.runbook" (dict "root" . "alert" "FreightNeverVerified") }}
- alert: ReleaseNotVerified
  expr: >-
    time() - (max by (project, stage, freight) (kargo_freight_entered{ {{- $project }},stage=~"{{ $later }}"})
    unless on (project, stage, freight) kargo_freight_verified) > {{ $seconds }}
  labels: { severity: ticket }
  annotations:
    summary: {{ "{{ $labels.stage }}: the release that it has is not verified there" | quote }}
    runbook_url: {{ include "delivery.runbook" (dict "root" . "alert" "ReleaseNotVerified") }}
{{- end }}
