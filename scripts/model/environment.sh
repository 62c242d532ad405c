# Sets up what the recipe needs besides the product: synthesizers, and an environment of its own.
#
# Sourced by the scripts beside it, behind scripts/setup.sh. set_up_recipe returns at once when there
# is nothing to do.

recipe_environment=$root/.venv-model
recipe_python=$recipe_environment/bin/python

recipe_key() { cat -- "$root/pyproject.toml" "$root/scripts/model/requirements.txt" | cksum; }

set_up_recipe() {
  install_synthesizers
  holds "$recipe_environment/ready" "$(recipe_key)" && [ -x "$recipe_python" ] && return
  local python
  # shellcheck disable=SC2046 # a list of words
  python=$(find_python) || { install $(python_packages) && python=$(find_python); } ||
    explain_python coach
  if [ ! -x "$recipe_python" ]; then
    has_ensurepip "$python" || explain_python coach
    tell "making a virtual environment in $recipe_environment"
    logged "$python" -m venv "$recipe_environment"
  fi
  tell "installing what the recipe needs, 1 GB (this needs the network, once)"
  PIP_DISABLE_PIP_VERSION_CHECK=1 logged "$recipe_python" -m pip install --quiet \
    --requirement "$root/scripts/model/requirements.txt" --editable "$root[dev]" ||
    give_up "the packages of the recipe could not be installed: see above"
  recipe_key >"$recipe_environment/ready"
}

# The recipe goes on without those that are missing, but for flite, with which it begins.
install_synthesizers() {
  [ "$manager" = apt-get ] || return 0
  local missing
  missing=$(missing_of espeak-ng flite festival festvox-kallpc16k festvox-us-slt-hts festvox-kdlpc16k)
  # shellcheck disable=SC2086 # a list of words
  [ -z "$missing" ] || install $missing || tell "going on without $missing"
}
