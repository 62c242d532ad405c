"""Mutations of a module: one small change of meaning each, found in its syntax tree."""

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Add,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_BOOLEAN: dict[type[ast.boolop], type[ast.boolop]] = {ast.And: ast.Or, ast.Or: ast.And}


@dataclass(frozen=True, slots=True)
class Mutant:
    """A module with one change."""

    line: int
    """Line number of the change in the original source."""
    before: str
    after: str
    source: str
    """The whole module with the change."""


def mutants(source: str) -> tuple[Mutant, ...]:
    """Return all mutants of a module, in the order of its syntax tree."""
    return tuple(_mutants(source))


def _mutants(source: str) -> Iterator[Mutant]:
    tree = ast.parse(source)
    left_alone = _annotations(tree) | _decorators(tree)
    for index, node in enumerate(ast.walk(tree)):
        if node in left_alone:
            continue
        for change in _changes(node):
            copy = deepcopy(tree)
            target = list(ast.walk(copy))[index]
            before = ast.unparse(target)
            replacement = change(target)
            changed: ast.AST = _Replace(target, replacement).visit(copy)
            ast.fix_missing_locations(changed)
            line = getattr(node, "lineno", 0)
            yield Mutant(line, before, ast.unparse(replacement), ast.unparse(changed))


def _annotations(tree: ast.AST) -> set[ast.AST]:
    """Nodes of type annotations: `X | None` has a BitOr without a meaning at run time."""
    roots: list[ast.AST | None] = []
    for node in ast.walk(tree):
        match node:
            case ast.arg() | ast.AnnAssign():
                roots.append(node.annotation)
            case ast.FunctionDef():
                roots.append(node.returns)
            case ast.Assign(value=ast.BinOp(op=ast.BitOr()), targets=[ast.Name(id=name)]):
                # An alias of types, by its capital letter.
                roots.append(node.value if name[0].isupper() and not name.isupper() else None)
    return {node for root in roots if root for node in ast.walk(root)}


def _decorators(tree: ast.AST) -> set[ast.AST]:
    """Nodes of decorators: no test can tell a frozen dataclass that nothing writes to."""
    return {
        node
        for owner in ast.walk(tree)
        if isinstance(owner, ast.ClassDef | ast.FunctionDef)
        for decorator in owner.decorator_list
        for node in ast.walk(decorator)
    }


def _changes(node: ast.AST) -> Iterator[Callable[[ast.AST], ast.AST]]:
    match node:
        case ast.Compare(ops=[one]) if type(one) in _COMPARISONS:
            yield _flip_comparison
        case ast.BinOp() if type(node.op) in _ARITHMETIC and not _is_text(node):
            yield _flip_arithmetic
        case ast.BoolOp():
            yield _flip_boolean
        case ast.UnaryOp(op=ast.Not()):
            yield lambda target: target.operand  # type: ignore[attr-defined]
        case ast.Constant(value=bool()):
            yield _flip_constant
        case ast.Constant(value=int()):
            yield _add_one
        case ast.IfExp():
            yield _swap_branches


def _is_text(node: ast.BinOp) -> bool:
    sides = (node.left, node.right)
    return any(isinstance(side, ast.JoinedStr) or _is_string(side) for side in sides)


def _is_string(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _flip_comparison(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Compare)
    return ast.Compare(node.left, [_COMPARISONS[type(node.ops[0])]()], node.comparators)


def _flip_arithmetic(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BinOp)
    return ast.BinOp(node.left, _ARITHMETIC[type(node.op)](), node.right)


def _flip_boolean(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.BoolOp)
    return ast.BoolOp(_BOOLEAN[type(node.op)](), node.values)


def _flip_constant(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Constant)
    return ast.Constant(not node.value)


def _add_one(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, int)
    return ast.Constant(node.value + 1)


def _swap_branches(node: ast.AST) -> ast.AST:
    assert isinstance(node, ast.IfExp)
    return ast.IfExp(node.test, node.orelse, node.body)


class _Replace(ast.NodeTransformer):
    def __init__(self, target: ast.AST, replacement: ast.AST) -> None:
        self._target = target
        self._replacement = replacement

    def visit(self, node: ast.AST) -> ast.AST:
        """Visit a node, or put the replacement in its place."""
        return self._replacement if node is self._target else self.generic_visit(node)
