"""Changes chart specifications at random, by Vega-Lite's own JSON schema and against it.

One change in two writes what the schema has: a property of the object it stands in, a word of an
enumeration, a value of a right type. The others write what it has not: names with a letter too
few, values of another type, words of nowhere.
"""

from __future__ import annotations

import copy
import json
import random
from importlib import resources
from typing import Any

# Which definition of the schema says what an object under a name may hold.
SECTIONS = {
    "axis": "Axis", "legend": "Legend", "scale": "Scale", "header": "Header", "mark": "MarkDef",
    "title": "TitleParams", "view": "ViewBackground", "config": "Config", "bin": "BinParams",
    "timeUnit": "TimeUnitParams", "impute": "ImputeParams", "data": "InlineData",
    "resolve": "Resolve", "x": "PositionFieldDef", "y": "PositionFieldDef",
    "x2": "SecondaryFieldDef", "y2": "SecondaryFieldDef", "encoding": "FacetedEncoding",
    "row": "RowColumnEncodingFieldDef", "column": "RowColumnEncodingFieldDef",
    "theta": "PositionFieldDefBase", "order": "OrderFieldDef", "detail": "TypedFieldDef",
    "color": "FieldOrDatumDefWithCondition<MarkPropFieldDef,(Gradient|string|null)>",
    "fill": "FieldOrDatumDefWithCondition<MarkPropFieldDef,(Gradient|string|null)>",
    "size": "FieldOrDatumDefWithCondition<MarkPropFieldDef,number>",
    "opacity": "FieldOrDatumDefWithCondition<MarkPropFieldDef,number>",
    "text": "FieldOrDatumDefWithCondition<StringFieldDef,Text>",
    "tooltip": "StringFieldDef", "transform": "Transform", "filter": "FieldRangePredicate",
}
# What is said often enough to be tried where it is not yet there.
ADDED = ["axis", "legend", "scale", "header", "title", "view", "config", "mark", "transform"]
OTHERS: list[Any] = [
    None, True, False, 0, -1, 3.5, 400, "", "steep", "no", "red", "left", [], [1, 2], ["a"],
    {}, {"expr": "1 + 1"}, {"a": 1}, {"expr": 5}, [[1]], {"signal": "width"},
]


def schema() -> dict:
    """Vega-Lite's schema as PyPI's altair carries it."""
    folder = resources.files("altair.vegalite").joinpath("v6", "schema")
    return json.loads(folder.joinpath("vega-lite-schema.json").read_text("utf-8"))


class Mutator:
    def __init__(self, schema: dict, seed: int):
        self.definitions = schema["definitions"]
        self.random = random.Random(seed)

    def mutated(self, spec: dict) -> dict:
        result = copy.deepcopy(spec)
        for _ in range(self.random.choice([1, 1, 1, 2])):
            self._change(result)
        return result

    # Where

    def _places(self, value: Any, section: str, found: list) -> list:
        """Every object and its section; rows of data are left alone but for their container."""
        if isinstance(value, dict):
            found.append((value, section))
            for name, inner in value.items():
                if name not in ("values", "datasets", "usermeta", "$schema"):
                    self._places(inner, name, found)
        elif isinstance(value, list):
            for inner in value:
                self._places(inner, section, found)
        return found

    def _change(self, spec: dict) -> None:
        chosen = self.random.random()
        places = self._places(spec, "", [])
        if chosen < 0.12:
            self._add_section(places)
            return
        holder, section = self.random.choice(places)
        names = [name for name in holder if name not in ("values", "$schema", "usermeta")]
        if chosen < 0.5 or not names:
            self._add(holder, section)
            return
        name = self.random.choice(names)
        if chosen < 0.62:
            holder[self._misspelt(name)] = holder.pop(name)
        elif chosen < 0.68:
            del holder[name]
        elif chosen < 0.84:
            holder[name] = copy.deepcopy(self.random.choice(OTHERS))
        else:
            definition = self._properties(self._definition(section)).get(name)
            if definition is not None:
                holder[name] = self._value(definition)
            else:
                holder[name] = copy.deepcopy(self.random.choice(OTHERS))

    def _add(self, holder: dict, section: str) -> None:
        properties = self._properties(self._definition(section))
        if not properties:
            holder[self.random.choice(["tickExtra", "stroke", "width", "sort"])] = copy.deepcopy(
                self.random.choice(OTHERS)
            )
            return
        name = self.random.choice(sorted(properties))
        right = self.random.random() < 0.65
        value = self._value(properties[name]) if right else self.random.choice(OTHERS)
        holder[name] = copy.deepcopy(value)

    def _add_section(self, places: list) -> None:
        """An axis, a scale, a section of the configuration … where there was none."""
        holder, section = self.random.choice(places)
        name = self.random.choice(ADDED)
        if name == "config":
            holder, section = places[0]
        definition = self._definition(name)
        inner: dict = {}
        if name == "config":
            config = self._properties("Config")
            part = self.random.choice(sorted(config))
            value = self._value(config[part])
            if isinstance(value, dict) and "$ref" in config[part]:
                self._add(value, config[part]["$ref"].split("/")[-1])
            inner[part] = value
            if isinstance(holder.get("config"), dict):
                inner = {**holder["config"], **inner}
        else:
            self._add(inner, definition or name)
            if self.random.random() < 0.5:
                self._add(inner, definition or name)
            if name == "mark" and isinstance(holder.get("mark"), str):
                inner["type"] = holder["mark"]
            if name == "title" and section == "":
                inner["text"] = "A title"
            if name == "transform":
                inner = [self._value({"$ref": "#/definitions/Transform"})]  # type: ignore
        holder[name] = inner

    # What

    def _definition(self, section: str) -> str | None:
        if section in self.definitions:
            return section
        if section in SECTIONS:
            return SECTIONS[section]
        if section.startswith("axis"):
            return "AxisConfig"
        return "TopLevelUnitSpec" if section == "" else None

    def _properties(self, definition: str | None) -> dict:
        if definition is None:
            return {}
        found = self._resolved({"$ref": f"#/definitions/{definition}"})
        if "anyOf" in found:
            found = self._resolved(self.random.choice(found["anyOf"]))
        return found.get("properties", {})

    def _resolved(self, node: dict) -> dict:
        while "$ref" in node:
            name = node["$ref"].removeprefix("#/definitions/")
            name = name.replace("%3C", "<").replace("%3E", ">").replace("%22", '"')
            name = name.replace("%7C", "|").replace("%5B", "[").replace("%5D", "]")
            node = self.definitions[name]
        return node

    def _value(self, node: dict, depth: int = 0) -> Any:
        """A value that the schema takes."""
        if depth > 8:
            return "datum.a"
        node = self._resolved(node)
        if "anyOf" in node:
            options = node["anyOf"]
            if depth > 3:
                options = [o for o in options if "$ref" not in o] or options
            return self._value(self.random.choice(options), depth + 1)
        if "const" in node:
            return node["const"]
        if "enum" in node:
            return self.random.choice(node["enum"])
        kind = node.get("type")
        if isinstance(kind, list):
            kind = self.random.choice(kind)
        match kind:
            case "boolean":
                return self.random.random() < 0.5
            case "number":
                low, high = node.get("minimum", 0), node.get("maximum", 40)
                return self.random.choice([low, high, round(self.random.uniform(low, high), 1)])
            case "string":
                return self.random.choice(["a", "b", "1 + 1", "datum.a", "circle", "%Y", "red"])
            case "null":
                return None
            case "array":
                least = node.get("minItems", 0)
                count = self.random.randint(least, min(node.get("maxItems", 3), max(least, 3)))
                items = node.get("items", {})
                if not isinstance(items, dict):
                    return [self._value(item, depth + 1) for item in items]
                return [self._value(items, depth + 1) for _ in range(count)]
            case "object":
                properties = node.get("properties", {})
                required = node.get("required", [])
                chosen = set(required)
                if properties and depth < 5:
                    chosen |= set(self.random.sample(sorted(properties), min(2, len(properties))))
                return {
                    name: self._value(properties[name], depth + 1)
                    for name in sorted(chosen) if name in properties
                }
            case _:
                return 1

    def _misspelt(self, name: str) -> str:
        at = self.random.randrange(len(name))
        match self.random.randrange(3):
            case 0:
                return name[:at] + name[at + 1 :] or "x"
            case 1:
                return name[:at] + name[at] + name[at:]
            case _:
                return name[:at] + self.random.choice("aeinst") + name[at + 1 :]
