# Gets ready what the other scripts need: system libraries, a virtual environment, the package in it.
#
# Sourced by them, not run. `set_up coach` is for using the product, `set_up tests` for working on it.
# Written for the bash 3.2 of macOS too: no associative arrays, no empty arrays under `set -u`.

set -euo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
environment=$root/.venv
case "${OSTYPE:-}" in
  msys* | cygwin*) bin=$environment/Scripts ;;
  *) bin=$environment/bin ;;
esac
oldest_python="3, 11"

tell() { printf 'voicecoach: %s\n' "$*" >&2; }

give_up() {
  tell "$@"
  exit 1
}

# set_up coach|tests: returns at once, silently and without the network, when there is nothing to do.
set_up() {
  is_current "$1" && { remind_of_missing "$1"; return; }
  local python needed=""
  environment_is_sound || needed=$(python_packages)
  # shellcheck disable=SC2086 # a list of words
  announce_set_up "$1" $needed
  # shellcheck disable=SC2086 # a list of words
  install_system_packages "$1" $needed
  if ! environment_is_sound; then
    python=$(find_python) && has_ensurepip "$python" || explain_python "$1"
    make_environment "$python"
  fi
  [ "$manager" = unknown ] || remind_of_missing "$1"
  install_package "$1"
  project_key >"$environment/ready-for-coach"
  [ "$1" = coach ] || project_key >"$environment/ready-for-$1"
}

# announce_set_up coach|tests [PACKAGES...]: how long this takes, and of how many steps it consists.
announce_set_up() {
  steps=1 steps_begun=0
  # shellcheck disable=SC2046 # a list of words
  [ -z "$(missing_of $(wanted_packages "$1") "${@:2}")" ] || ! can_install || steps=$((steps + 1))
  environment_is_sound || steps=$((steps + 1))
  tell "setting up, which is done only once and takes one to three minutes"
}

steps=0 steps_begun=0

# step WORDS...: numbered, unless it was not announced.
step() {
  steps_begun=$((steps_begun + 1))
  if [ "$steps_begun" -le "$steps" ]; then tell "step $steps_begun of $steps: $*"; else tell "$*"; fi
}

# --- what has been done already ---

# A virtual environment holds absolute paths, and dies with the Python it was made from.
environment_key() { printf '%s\n' "$root" "$(readlink -f -- "$bin/python")"; }

project_key() { cat -- "$root/pyproject.toml" "$root/scripts/setup.sh" | cksum; }

holds() { [ -f "$1" ] && [ "$(<"$1")" = "$2" ]; }

is_current() {
  [ -x "$bin/voicecoach" ] &&
    holds "$environment/made-for" "$(environment_key)" &&
    holds "$environment/ready-for-$1" "$(project_key)"
}

environment_is_sound() {
  [ -x "$bin/python" ] && holds "$environment/made-for" "$(environment_key)" &&
    "$bin/python" -m pip --version >/dev/null 2>&1
}

# --- the system's packages ---

find_manager() {
  local manager
  case "${OSTYPE:-}" in
    darwin*) echo macos; return ;;
    msys* | cygwin*) echo windows; return ;;
  esac
  for manager in apt-get dnf pacman; do
    command -v "$manager" >/dev/null && { echo "$manager"; return; }
  done
  echo unknown
}
manager=$(find_manager)

# eSpeak NG speaks other languages, and English where the natural voice can't.
# The wheels of sounddevice for macOS and Windows carry PortAudio, and pyttsx3 speaks there with the
# system's own voices: nothing to install.
wanted_packages() {
  local packages=""
  case "$manager" in
    apt-get) packages="libportaudio2 espeak-ng" ;;
    dnf | pacman) packages="portaudio espeak-ng" ;;
    *) return ;;
  esac
  # The tests of the page look at it in Chromium.
  # PortAudio reaches a PulseAudio server (that of WSL, say) through this plugin of ALSA.
  case "$manager-$1" in
    apt-get-tests) packages+=" pulseaudio pulseaudio-utils libasound2-plugins$(debian_browsers)" ;;
    dnf-tests) packages+=" pulseaudio pulseaudio-utils alsa-plugins-pulseaudio chromium firefox" ;;
    pacman-tests) packages+=" pulseaudio libpulse alsa-plugins chromium firefox" ;;
    apt-get-coach) [ -z "${PULSE_SERVER:-}" ] || packages+=" libasound2-plugins" ;;
    dnf-coach) [ -z "${PULSE_SERVER:-}" ] || packages+=" alsa-plugins-pulseaudio" ;;
    pacman-coach) [ -z "${PULSE_SERVER:-}" ] || packages+=" alsa-plugins" ;;
  esac
  echo "$packages"
}

is_installed() {
  case "$manager" in
    apt-get) [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ] ;;
    dnf) rpm -q --quiet --whatprovides "$1" ;;
    pacman) pacman -Qq "$1" >/dev/null 2>&1 ;;
  esac
}

# Ubuntu has them as snaps only, and apt installs nothing at all if it lacks one of several.
debian_browsers() { ! grep -qs '^ID=debian$' /etc/os-release || printf ' chromium firefox-esr'; }

missing_of() {
  local package missing=""
  for package in "$@"; do is_installed "$package" || missing+=" $package"; done
  echo "${missing# }"
}

install_command() {
  case "$manager" in
    apt-get) echo "apt-get install $*" ;;
    dnf) echo "dnf install $*" ;;
    pacman) echo "pacman -S $*" ;;
  esac
}

can_install() {
  case "$manager" in
    apt-get | dnf | pacman) [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ;;
    *) return 1 ;;
  esac
}

# as_root COMMAND...: without a terminal, sudo must not wait for a password nobody can type.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif [ -t 0 ]; then sudo "$@"
  else sudo -n "$@"; fi
}

# install PACKAGES...: never removes anything. On a desktop with PipeWire, Debian's pulseaudio would
# push out the user's sound server: `--no-remove` makes apt refuse instead.
install() {
  can_install || return
  step "installing $* with $manager"
  # Asked here, since afterwards a running time is shown where one would type.
  [ "$(id -u)" = 0 ] || [ ! -t 0 ] || sudo -v || return
  case "$manager" in
    apt-get)
      # Fails when any one source is out of order, although the packages may be there.
      logged as_root apt-get update -q -o Acquire::Retries=0 || true
      [ -z "$offline" ] || return
      logged as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-remove \
        --no-install-recommends -o DPkg::Lock::Timeout=120 "$@"
      ;;
    dnf) logged as_root dnf install -q -y "$@" ;;
    pacman) logged as_root pacman -S --noconfirm --needed "$@" ;;
  esac
}

# Messages of apt, dnf, pacman and pip without network.
no_network="resolv|Network is unreachable|No route to host|Could(n't| not) connect|Connection (failed"
no_network+="|refused|timed out)|Failed to (establish|connect)|NewConnectionError|Cannot initiate"
offline=""

# In a terminal, shows the seconds that have passed until it is killed.
count_seconds() {
  local passed_s
  for ((passed_s = 1; ; passed_s++)); do
    sleep 1
    printf '\rvoicecoach: %d s' "$passed_s" >&2
  done
}

# logged COMMAND...: keeps the output to itself, and shows its end if the command fails; for want of
# network, one line instead, and only once.
logged() {
  local log counting="" status=0
  log=$(mktemp)
  if [ -t 2 ]; then
    count_seconds &
    counting=$!
  fi
  "$@" >"$log" 2>&1 || status=$?
  if [ -n "$counting" ]; then
    kill "$counting" && wait "$counting" 2>/dev/null || true
    printf '\r\033[K' >&2
  fi
  if [ "$status" = 0 ]; then
    :
  elif grep -Eq -- "$no_network" "$log"; then
    [ -n "$offline" ] || tell "there is no network: nothing can be installed now. Run $0 again when" \
      "it is back; what is there already is kept."
    offline=yes
  else
    tail -n 15 -- "$log" >&2
  fi
  rm -f -- "$log"
  return "$status"
}

# install_system_packages coach|tests [PACKAGES...]: the libraries, and these packages with them.
install_system_packages() {
  local missing
  # shellcheck disable=SC2046 # a list of words
  missing=$(missing_of $(wanted_packages "$1") "${@:2}")
  if [ "$manager" = unknown ]; then
    tell "this system's package manager is not known here. Please install PortAudio and eSpeak NG" \
      "with it; without them the coach has no sound."
  elif [ -n "$missing" ]; then
    # shellcheck disable=SC2086 # a list of words
    install $missing || true
  fi
}

remind_of_missing() {
  local missing
  # shellcheck disable=SC2046 # a list of words
  missing=$(missing_of $(wanted_packages "$1"))
  # shellcheck disable=SC2086 # a list of words
  [ -z "$missing" ] ||
    tell "going on without $missing: what needs them will not work. As an administrator run:" \
      "$(install_command $missing)"
}

# --- Python and its packages ---

find_python() {
  local candidate
  for candidate in ${VOICECOACH_PYTHON:-} python3 python3.{14,13,12,11} python; do
    if "$candidate" -c "import sys; sys.exit(sys.version_info < ($oldest_python))" >/dev/null 2>&1
    then
      command -v "$candidate"
      return
    fi
  done
  return 1
}

has_ensurepip() { "$1" -c "import ensurepip" 2>/dev/null; }

# python_packages: what Python itself still needs. Debian keeps ensurepip, without which there are no
# virtual environments, in a package of its own.
python_packages() {
  local python
  if python=$(find_python); then
    has_ensurepip "$python" || [ "$manager" != apt-get ] ||
      "$python" -c "import sys; print('python%d.%d-venv' % sys.version_info[:2])"
    return
  fi
  case "$manager" in
    apt-get) echo python3 python3-venv ;;
    dnf) echo python3 ;;
    pacman) echo python ;;
  esac
}

# explain_python coach|tests: gives up, with one command for all that is missing.
explain_python() {
  local how missing
  # shellcheck disable=SC2046 # a list of words
  missing="$(python_packages) $(missing_of $(wanted_packages "$1"))"
  case "$manager" in
    macos) how="brew install python@3.13 (or the installer of python.org)" ;;
    windows) how="winget install Python.Python.3.13 (or the installer of python.org)" ;;
    apt-get) how="$(install_command "${missing% }") (Debian 12 or Ubuntu 23.04 and later)" ;;
    unknown) how="install Python 3.11 or newer with the system's package manager" ;;
    *) how=$(install_command "${missing% }") ;;
  esac
  give_up "no Python 3.11 or newer that can make a virtual environment here. Please run: $how" \
    "- or name one: VOICECOACH_PYTHON=/path/to/python3.12 $0"
}

make_environment() {
  step "making a virtual environment in $environment"
  rm -rf -- "$environment"
  logged "$1" -m venv "$environment" || give_up "$1 could not make a virtual environment: see above"
  environment_key >"$environment/made-for"
}

# install_package coach|tests [EXTRA]
# Editable, so that a pulled or edited checkout is what runs, without setting up again.
install_package() {
  local what=$root${2:+[$2]}
  [ "$1" = coach ] || what="$root[dev]"
  step "downloading and installing the Python packages"
  PIP_DISABLE_PIP_VERSION_CHECK=1 logged "$bin/python" -m pip install --quiet --editable "$what" &&
    return
  [ -z "$offline" ] || exit 1
  give_up "the Python packages could not be installed: see above. Run $0 again when that is mended:" \
    "what is there already is kept."
}
