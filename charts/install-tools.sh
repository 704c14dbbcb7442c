#!/usr/bin/env bash
# What the charts' tests render, check and describe with, built by Go into a folder that is then put on PATH:
#
#   charts/install-tools.sh ~/bin
#
# Helm twice, as `helm` (4) and `helm3`, because charts are installed with both majors.
set -euo pipefail
mkdir -p "${1:?Usage: charts/install-tools.sh FOLDER}"
folder=$(cd "$1" && pwd)

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

GOBIN=$scratch go install helm.sh/helm/v3/cmd/helm@v3.19.0
mv "$scratch/helm" "$folder/helm3"

export GOBIN=$folder
go install helm.sh/helm/v4/cmd/helm@v4.3.1
go install github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0
go install github.com/norwoodj/helm-docs/cmd/helm-docs@v1.14.2
