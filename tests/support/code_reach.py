"""Which functions of the product lead to which others, told by the names that each of them uses."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
ROOMS = ("graph", "service", "seed", "visualizations")


class Code:
    """Every function and class of a module's top level, and what it names of the product."""

    def __init__(self, root=ROOT, rooms=ROOMS):
        files = [file for room in rooms for file in sorted((root / room).rglob("*.py"))]
        self.trees = {module_of(root, file): ast.parse(file.read_text()) for file in files}
        self.own = {
            module: {node.name: node for node in tree.body if isinstance(node, DEFINITIONS)}
            for module, tree in self.trees.items()
        }
        self.names = {module: self._imported(module, tree) for module, tree in self.trees.items()}
        self.uses = {
            (module, name): self._used(module, node)
            for module, nodes in self.own.items()
            for name, node in nodes.items()
        }

    def reached(self, start, without=()):
        """All that a function leads to, itself included, but not through names left out."""
        found, waiting = {start}, [start]
        while waiting:
            for one in self.uses.get(waiting.pop(), ()):
                if one not in found and one[1] not in without:
                    found.add(one)
                    waiting.append(one)
        return found

    def users(self, target):
        """The functions and classes that name another one."""
        return {one for one, used in self.uses.items() if target in used}

    def _used(self, module, node):
        local = {**self.names[module], **self._imported(module, node)}
        found = set()
        for one in ast.walk(node):
            if isinstance(one, ast.Name):
                found.add(self._home(local.get(one.id, (module, one.id))))
            elif isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
                inside = ".".join(local.get(one.value.id, ()))
                if inside in self.trees:
                    found.add(self._home((inside, one.attr)))
        return found & {(m, n) for m, nodes in self.own.items() for n in nodes}

    def _home(self, place):
        """Where a name that a package hands on is defined."""
        while place[0] in self.own and place[1] not in self.own[place[0]]:
            further = self.names[place[0]].get(place[1])
            if further is None or further == place:
                return place
            place = further
        return place

    def _imported(self, module, node):
        found = {}
        for one in ast.walk(node) if not isinstance(node, ast.Module) else node.body:
            if isinstance(one, ast.ImportFrom) and one.module:
                found |= {alias.asname or alias.name: (one.module, alias.name) for alias in one.names}
        return found


def module_of(root, file):
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
