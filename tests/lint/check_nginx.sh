#!/usr/bin/env bash
# nginx accepts the configuration that ./dev renders, and its TLS variant with a certificate made for the moment.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/report.sh"
cd "${1:-$(dirname "${BASH_SOURCE[0]}")/../..}"
PATH=$PATH:/usr/sbin

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

render() {
    ./dev render-nginx "$work" "$work/memberhub.sock" 8080
}

# nginx -t opens its ports, so the test must not need one that somebody has.
accepts() {
    sed -i -e 's|listen 127.0.0.1:8080|listen unix:'"$work"'/plain.sock|' -e "s|listen 443|listen unix:$work/tls.sock|" \
        "$work/nginx/memberhub-server.conf"
    nginx -t -q -p "$work" -c "$work/nginx.conf" -e "$work/log/nginx-error.log"
}

uncomment_tls() {
    local conf=$work/nginx/memberhub-server.conf
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -days 1 \
        -keyout "$work/key.pem" -out "$work/certificate.pem" 2>/dev/null
    sed -i -e '/^ *listen 127/d' -e 's/#tls //' -e "s|/etc/memberhub/tls|$work|" "$conf"
    grep -q 'ssl_certificate ' "$conf"
}

no_placeholder() {
    ! grep -nE '@[A-Z]+@' "$work/nginx.conf" "$work/nginx/memberhub-server.conf"
}

plain() {
    render && no_placeholder && accepts
}

tls() {
    render && uncomment_tls && accepts
}

check 'nginx accepts the configuration' plain
check 'nginx accepts the TLS variant' tls
