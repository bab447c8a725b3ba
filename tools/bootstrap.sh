# Sourced by ./run, ./test and ./panah: finds a Python and uv, syncs the environment. Says what is missing and how to get it.

say() { printf '%s\n' "$*" >&2; }

new_enough() { "$1" -c 'import sys; raise SystemExit(sys.version_info < (3, 12))' >/dev/null 2>&1; }

find_python() {
    for candidate in "${PYTHON:-}" python3.14 python3.13 python3.12 python3 \
        "$HOME"/.pyenv/versions/3.1[2-9]*/bin/python3 /usr/bin/python3.1[2-9] /usr/local/bin/python3.1[2-9]; do
        [ -n "$candidate" ] || continue
        found=$(command -v "$candidate" 2>/dev/null) || continue
        if new_enough "$found"; then
            "$found" -c 'import sys; print(sys.executable)'
            return 0
        fi
    done
    return 1
}

make_uv() {
    for candidate in "${1:-}" python3 /usr/bin/python3; do
        [ -n "$candidate" ] || continue
        "$candidate" -m venv .tools >/dev/null 2>&1 || continue
        .tools/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.13,<0.14' && return 0
    done
    say "Panah needs uv, or Python with venv to make its own."
    say "  Debian and Ubuntu:  apt-get install python3 python3-venv"
    say "  or install uv:      https://docs.astral.sh/uv/"
    return 1
}

bootstrap() {
    python=$(find_python || true)
    if [ -n "$python" ]; then
        UV_PYTHON=$python
        export UV_PYTHON
    fi
    if command -v uv >/dev/null 2>&1; then
        uv=$(command -v uv)
    else
        [ -x .tools/bin/uv ] || make_uv "$python" || exit 1
        uv=.tools/bin/uv
    fi
    if ! "$uv" sync --quiet --locked "$@"; then
        if [ -z "$python" ]; then
            say "Panah needs Python 3.12 or newer; none was found and none could be fetched."
            say "  Looked at \$PYTHON, the PATH, ~/.pyenv/versions, /usr/bin and /usr/local/bin."
            say "  Install one (pyenv install 3.13, or your distribution's package) or set PYTHON=/path/to/python3."
        else
            say "The environment could not be set up with $python; the lines above say why."
        fi
        exit 1
    fi
}
