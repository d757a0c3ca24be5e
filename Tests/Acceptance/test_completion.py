"""`assay completion`: what the shells themselves make of the scripts."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

CASES = [
    ("assay bu", {"build"}),
    ("assay build --ba", {"--base-url"}),
    ("assay export x --to ", {"html", "pdf", "md", "json"}),
    ("assay completion ", {"bash", "zsh", "fish"}),
    ("assay new br", {"briefing"}),
    ("assay check --root si", {"site"}),
]

BASH = """
source "$1"
read -ra COMP_WORDS <<< "$2"
[[ "$2" == *" " ]] && COMP_WORDS+=("")
COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
COMP_LINE=$2 COMP_POINT=${#2}
[[ $(complete -p assay) =~ -F\\ ([^ ]+) ]]
"${BASH_REMATCH[1]}" assay "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def scripts(tool, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("completion")
    for shell in ("bash", "zsh", "fish"):
        result = subprocess.run([tool.path, "completion", shell], capture_output=True, check=True)
        (folder / f"_{shell}").write_bytes(result.stdout)
    (folder / "site").mkdir()
    return folder


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_bash_completes(scripts, line, expected):
    result = subprocess.run(
        ["bash", "-c", BASH, "bash", scripts / "_bash", line],
        capture_output=True, text=True, cwd=scripts, timeout=30,
    )
    assert result.stderr == ""
    assert {word.strip().rstrip("/") for word in result.stdout.split("\n")} - {""} == expected


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
@pytest.mark.parametrize(("line", "expected"), CASES)
def test_fish_completes(scripts, line, expected):
    result = subprocess.run(
        ["fish", "--no-config", "-c", f"source _fish; complete -C '{line}'"],
        capture_output=True, text=True, cwd=scripts, timeout=30,
    )
    assert result.stderr == ""
    words = {word.split("\t")[0].strip().rstrip("/") for word in result.stdout.split("\n")}
    assert expected <= words


@pytest.mark.skipif(not shutil.which("zsh"), reason="zsh is not installed")
def test_zsh_reads_the_script_and_registers_it(scripts):
    assert (scripts / "_zsh").read_text().startswith("#compdef assay\n")
    functions = scripts / "functions"
    functions.mkdir()
    shutil.copy(scripts / "_zsh", functions / "_assay")
    result = subprocess.run(
        ["zsh", "-f", "-c",
         "fpath=($PWD/functions $fpath); autoload -U compinit; compinit -u -D; "
         "print $_comps[assay]; autoload +X _assay && whence -w _assay"],
        capture_output=True, text=True, cwd=scripts, timeout=30,
    )
    assert (result.stdout, result.stderr) == ("_assay\n_assay: function\n", "")
