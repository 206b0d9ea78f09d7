#!/usr/bin/env python3
"""Writes avro.json and protobuf.json: values as Confluent's own serializers write them, and the JSON
that they stand for, by fastavro and by Protobuf's own json_format.

    python3 -m venv /tmp/formats && /tmp/formats/bin/pip install \
        'confluent-kafka[avro,protobuf,schemaregistry]==2.16.1' fastavro==1.13.1 grpcio-tools==1.85.1
    /tmp/formats/bin/python dispatcher/src/test/resources/formats/generate.py
"""

import base64
import datetime
import decimal
import importlib
import json
import math
import os
import struct
import sys
import tempfile
import uuid

import fastavro
from confluent_kafka.schema_registry import Schema, SchemaReference, SchemaRegistryClient
from confluent_kafka.schema_registry.avro import AvroSerializer
from confluent_kafka.schema_registry.protobuf import ProtobufSerializer
from confluent_kafka.serialization import MessageField, SerializationContext

HERE = os.path.dirname(os.path.abspath(__file__))
UTC = datetime.timezone.utc
VALUE = SerializationContext("orders", MessageField.VALUE)


class Number(str):
    """A number's literal."""


def javascript(exact):
    """The text that JavaScript has for a double of this exact decimal."""
    sign, digits, exponent = exact.as_tuple()
    digits = "".join(map(str, digits)).lstrip("0")
    if not digits:
        return "0"
    point = len(digits) + exponent
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        text = digits + "0" * (point - len(digits))
    elif 0 < point <= 21:
        text = digits[:point] + "." + digits[point:]
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        power = ("+" if point > 0 else "-") + str(abs(point - 1))
        text = digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + "e" + power
    return ("-" if sign else "") + text


def number(exact):
    """JavaScript's text if it stands for the same value, otherwise all digits."""
    double = float(exact)
    if math.isfinite(double) and decimal.Decimal(repr(double)) == exact:
        return Number(javascript(decimal.Decimal(repr(double))))
    return Number(str(exact))


def shortest(single):
    """The shortest decimal that stands for a float of 32 bits."""
    for digits in range(1, 10):
        text = f"{single:.{digits}g}"
        try:
            if struct.pack("<f", float(text)) == struct.pack("<f", single):
                return decimal.Decimal(text)
        except OverflowError:
            # It is rounded up to more than a float can be.
            continue
    raise ValueError(single)


def text(value):
    """JSON without blanks, names in order."""
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(text(k) + ":" + text(value[k]) for k in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(text, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def seconds(time):
    """The seconds of a time with 0, 3 or 6 digits."""
    micros = time.microsecond
    if micros == 0:
        return f"{time.second:02d}"
    return f"{time.second:02d}.{micros // 1000:03d}" if micros % 1000 == 0 else f"{time.second:02d}.{micros:06d}"


def moment(time):
    return f"{time.year:04d}-{time.month:02d}-{time.day:02d}T{time.hour:02d}:{time.minute:02d}:{seconds(time)}"


def plain(value, schema, named):
    """What fastavro has read, as the mapping is to see it."""
    if isinstance(schema, list):
        return plain(value, branch(value, schema, named), named)
    kind = schema if isinstance(schema, str) else schema["type"]
    if isinstance(kind, (dict, list)):
        return plain(value, kind, named)
    if kind in named:
        return plain(value, named[kind], named)
    logical = schema.get("logicalType") if isinstance(schema, dict) else None
    if kind in ("record", "error"):
        return {field["name"]: plain(value[field["name"]], field["type"], named) for field in schema["fields"]}
    if kind == "array":
        return [plain(each, schema["items"], named) for each in value]
    if kind == "map":
        return {key: plain(each, schema["values"], named) for key, each in value.items()}
    if isinstance(value, decimal.Decimal):
        return number(value)
    if isinstance(value, uuid.UUID):
        return str(value)
    if isinstance(value, datetime.datetime):
        return moment(value) + ("" if logical.startswith("local") else "Z")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return f"{value.hour:02d}:{value.minute:02d}:{seconds(value)}"
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return number(decimal.Decimal(value))
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return number(shortest(value) if kind == "float" else decimal.Decimal(repr(value)))


def branch(value, schemas, named):
    """The branch of a union that a value is of; the cases have no two alike."""
    kinds = {
        type(None): ["null"], bool: ["boolean"], int: ["int", "long"], float: ["float", "double"],
        str: ["string", "enum"], bytes: ["bytes", "fixed"], dict: ["record", "map"], list: ["array"],
        decimal.Decimal: ["bytes", "fixed"], datetime.datetime: ["long"], datetime.date: ["int"],
        uuid.UUID: ["string", "fixed"],
    }[type(value)]
    for schema in schemas:
        resolved = named.get(schema, schema) if isinstance(schema, str) else schema
        kind = resolved if isinstance(resolved, str) else resolved["type"]
        if kind in kinds:
            if kind == "record" and {field["name"] for field in resolved["fields"]} != set(value):
                continue
            return resolved
    raise ValueError(schemas)


def names(schema, space, named):
    """All named types of a schema, by the names that it uses for them."""
    if isinstance(schema, list):
        for each in schema:
            names(each, space, named)
    elif isinstance(schema, dict):
        kind = schema["type"]
        if kind in ("record", "error", "enum", "fixed"):
            own = schema.get("namespace", space)
            full = schema["name"] if "." in schema["name"] or not own else own + "." + schema["name"]
            named[full] = named[full.rsplit(".", 1)[-1]] = schema
            space = full.rsplit(".", 1)[0] if "." in full else ""
        for field in schema.get("fields", []):
            names(field["type"], space, named)
        for part in ("items", "values"):
            if part in schema:
                names(schema[part], space, named)
        if isinstance(kind, (dict, list)):
            names(kind, space, named)


def record(*fields, name="Order", **more):
    return {"type": "record", "name": name, "fields": [{"name": n, "type": t} for n, t in fields], **more}


def logical(kind, name, **more):
    return {"type": kind, "logicalType": name, **more}


def fixed(size, name="Code", **more):
    return {"type": "fixed", "name": name, "size": size, **more}


def at(*parts):
    return datetime.datetime(*parts, tzinfo=UTC)


STATUS = {"type": "enum", "name": "Status", "symbols": ["NEW", "PAID", "SHIPPED"]}
NODE = record(("value", "int"), ("next", ["null", "Node"]), name="Node")
TREE = record(("name", "string"), ("children", {"type": "array", "items": "Tree"}), name="Tree")
LINE = record(("sku", "string"), ("count", "int"), name="Line", namespace="com.shop")
ADDRESS = record(("street", "string"), ("country", "com.shop.Country"), name="Address", namespace="com.shop")
COUNTRY = {"type": "enum", "name": "Country", "namespace": "com.shop", "symbols": ["DE", "FR"]}
DEEP = "long"
for level in range(60):
    DEEP = record((f"level{level}", DEEP), name=f"Level{level}")
DEEP_VALUE = 7
for level in range(60):
    DEEP_VALUE = {f"level{level}": DEEP_VALUE}

ROW = record(("id", "int"), ("email", ["null", "string"]), name="Value", namespace="shop.public.customers")
ENVELOPE = record(("before", ["null", ROW]), ("after", ["null", "Value"]),
                  ("source", record(("table", "string"), ("ts_ms", "long"), name="Source", namespace="io.debezium")),
                  ("op", "string"), ("ts_ms", ["null", "long"]), name="Envelope", namespace="shop.public.customers")

# name, schema, values, and the schemas that it refers to
AVRO = [
    ("boolean", "boolean", [True, False]),
    ("int", "int", [0, -1, 2147483647, -2147483648]),
    ("long", "long", [0, 63, 64, -65, 9007199254740993, 9223372036854775807, -9223372036854775808]),
    ("float", "float", [0.0, 1.5, 0.1, -3.4028234663852886e38, 1.1754943508222875e-38, 16777216.0]),
    ("double", "double", [0.0, 0.1, 1e21, 1.7976931348623157e308, 2.2250738585072014e-308, -123456.789, 1e-7]),
    ("not a number", "double", [math.nan, math.inf, -math.inf]),
    ("not a float", "float", [math.nan, -math.inf]),
    ("string", "string", ["", "Ärger \u2028 \U0001f600", 'quote " back \\ line \n tab \t \x01', "\ufffd"]),
    ("java string", {"type": "string", "avro.java.string": "String"}, ["text"]),
    ("bytes", record(("v", "bytes")), [{"v": b""}, {"v": b"\x00\xff\x10"}]),
    ("fixed", fixed(4), [b"\x01\x02\x03\x04"]),
    ("enum", STATUS, ["NEW", "SHIPPED"]),
    ("list", {"type": "array", "items": "long"}, [[], [1, -2, 3], list(range(300))]),
    ("list of lists", {"type": "array", "items": {"type": "array", "items": "string"}}, [[[], ["a"], ["b", "c"]]]),
    ("map", {"type": "map", "values": "string"}, [{}, {"a": "1", "ä \"": "2"}]),
    ("map of records", {"type": "map", "values": LINE}, [{"first": {"sku": "a", "count": 1}}]),
    ("union", ["null", "string", "long"], ["text", 7]),
    ("union of records", [record(("a", "int"), name="A"), record(("b", "string"), name="B")], [{"a": 1}, {"b": "x"}]),
    ("union with an enum", ["null", STATUS], ["PAID"]),
    ("record", record(("id", "long"), ("total", "double"), ("paid", "boolean"), ("note", ["null", "string"])),
     [{"id": 7, "total": 12.5, "paid": True, "note": None}, {"id": 8, "total": 0.0, "paid": False, "note": "gift"}]),
    ("empty record", record(), [{}]),
    ("error", {**record(("code", "int"), name="Failure"), "type": "error"}, [{"code": 7}]),
    ("record in a record", record(("line", LINE), ("again", "com.shop.Line")),
     [{"line": {"sku": "a", "count": 1}, "again": {"sku": "b", "count": 2}}]),
    ("name of the enclosing namespace", record(("first", {**LINE, "namespace": "org.shop"}), ("second", "Line"),
                                              namespace="org.shop"),
     [{"first": {"sku": "a", "count": 1}, "second": {"sku": "b", "count": 2}}]),
    ("full name with dots", record(("one", record(("x", "int"), name="org.far.Part")), ("two", "org.far.Part")),
     [{"one": {"x": 1}, "two": {"x": 2}}]),
    ("recursive list", NODE, [{"value": 1, "next": {"value": 2, "next": {"value": 3, "next": None}}}]),
    ("recursive tree", TREE,
     [{"name": "root", "children": [{"name": "leaf", "children": []}, {"name": "leaf", "children": []}]}]),
    ("nested 60 deep", DEEP, [DEEP_VALUE]),
    ("decimal of bytes", record(("v", logical("bytes", "decimal", precision=30, scale=2))),
     [{"v": decimal.Decimal("12.50")}, {"v": decimal.Decimal("-0.01")}, {"v": decimal.Decimal("0.00")},
      {"v": decimal.Decimal("1234567890123456789012345678.99")}]),
    ("decimal without scale", record(("v", logical("bytes", "decimal", precision=30))),
     [{"v": decimal.Decimal("90071992547409931234")}]),
    ("decimal of fixed", fixed(8, logicalType="decimal", precision=18, scale=6),
     [decimal.Decimal("0.000001"), decimal.Decimal("-123456789012.345678")]),
    ("uuid", logical("string", "uuid"), [uuid.UUID("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")]),
    ("date", logical("int", "date"), [datetime.date(2026, 11, 28), datetime.date(1969, 12, 31), datetime.date(1, 1, 1)]),
    ("time in milliseconds", logical("int", "time-millis"),
     [datetime.time(10, 15), datetime.time(23, 59, 59, 999000), datetime.time(0, 0, 1)]),
    ("time in microseconds", logical("long", "time-micros"), [datetime.time(10, 15, 30, 1), datetime.time(0, 0)]),
    ("timestamp in milliseconds", logical("long", "timestamp-millis"),
     [at(2026, 11, 28, 10, 15, 30, 120000), at(2026, 11, 28, 10, 15), at(1969, 12, 31, 23, 59, 59, 999000)]),
    ("timestamp in microseconds", logical("long", "timestamp-micros"),
     [at(2026, 11, 28, 10, 15, 30, 123456), at(2026, 11, 28, 10, 15, 30)]),
    ("local timestamp in milliseconds", logical("long", "local-timestamp-millis"),
     [datetime.datetime(2026, 11, 28, 10, 15, 30, 120000), datetime.datetime(2026, 11, 28, 10, 15)]),
    ("local timestamp in microseconds", logical("long", "local-timestamp-micros"),
     [datetime.datetime(2026, 11, 28, 10, 15, 30, 123456)]),
    ("optional logical types", record(("at", ["null", logical("long", "timestamp-millis")]),
                                      ("total", ["null", logical("bytes", "decimal", precision=9, scale=2)]),
                                      ("day", ["null", logical("int", "date")])),
     [{"at": None, "total": None, "day": None},
      {"at": at(2026, 1, 1), "total": decimal.Decimal("1.10"), "day": datetime.date(2026, 1, 1)}]),
    ("a meaning that is unknown", logical("string", "com.shop.sku"), ["A-1"]),
    ("a meaning that does not fit", logical("string", "date"), ["today"]),
    ("envelope of Debezium", ENVELOPE,
     [{"before": None, "after": {"id": 1, "email": "a@example.com"}, "source": {"table": "customers", "ts_ms": 1559033904863},
       "op": "c", "ts_ms": 1559033904900},
      {"before": {"id": 1, "email": None}, "after": None, "source": {"table": "customers", "ts_ms": 1559033904863},
       "op": "d", "ts_ms": None}]),
    ("refers to a type", record(("line", "com.shop.Line")), [{"line": {"sku": "a", "count": 1}}],
     [("com.shop.Line", LINE)]),
    ("refers over two levels", record(("to", "com.shop.Address"), ("country", "com.shop.Country")),
     [{"to": {"street": "Way 1", "country": "FR"}, "country": "DE"}],
     [("com.shop.Country", COUNTRY), ("com.shop.Address", ADDRESS, "com.shop.Country")]),
]

PROTO = {
    "shop/line.proto": """syntax = "proto3";
package shop;
message Line { string sku = 1; uint32 count = 2; }
enum Country { COUNTRY_UNKNOWN = 0; DE = 1; FR = 2; }
""",
    "shop/all.proto": """// A file with a bit of everything.
syntax = "proto3";
package shop.all;

import "google/protobuf/any.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/empty.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";
import "shop/line.proto";

option java_package = "com.shop";

/* All that has
   no parts. */
message Scalars {
  double a_double = 1; float a_float = 2;
  int32 an_int32 = 3; int64 an_int64 = 4;
  uint32 a_uint32 = 5; uint64 a_uint64 = 6;
  sint32 a_sint32 = 7; sint64 a_sint64 = 8;
  fixed32 a_fixed32 = 9; fixed64 a_fixed64 = 10;
  sfixed32 a_sfixed32 = 11; sfixed64 a_sfixed64 = 12;
  bool a_bool = 13; string a_string = 14; bytes some_bytes = 15;
}

message Order {
  reserved 90, 95 to 99;
  reserved "gone";
  enum Status { option allow_alias = true; NEW = 0; PAID = 1; SETTLED = 1; FAILED = -1 [deprecated = true]; }
  message Inner { message Innermost { string deep = 1; } Innermost most = 1; }
  string id = 1;
  optional int32 maybe = 2;
  Status status = 3;
  repeated shop.Line lines = 4;
  map<string, int64> totals = 5;
  map<int32, .shop.Line> by_number = 6;
  map<bool, Status> flags = 7;
  oneof paid_by { string card = 8; Inner voucher = 9; bool cash = 10; }
  repeated int32 packed = 11;
  repeated int32 not_packed = 12 [packed = false];
  repeated Status history = 13;
  string renamed = 14 [json_name = "Other-Name", deprecated = true];
  Inner.Innermost reach = 15;
  shop.Country country = 16;
  Order parent = 17;
}

message Known {
  google.protobuf.Timestamp at = 1;
  google.protobuf.Duration took = 2;
  google.protobuf.Struct free = 3;
  google.protobuf.Value value = 4;
  google.protobuf.ListValue list = 5;
  google.protobuf.FieldMask mask = 6;
  google.protobuf.Empty empty = 7;
  google.protobuf.Any any = 8;
  google.protobuf.Int64Value long_value = 9;
  google.protobuf.StringValue string_value = 10;
  google.protobuf.BoolValue bool_value = 11;
  google.protobuf.DoubleValue double_value = 12;
  google.protobuf.BytesValue bytes_value = 13;
  google.protobuf.UInt64Value unsigned_value = 14;
  repeated google.protobuf.Timestamp times = 15;
  map<string, google.protobuf.Value> values = 16;
  google.protobuf.NullValue nothing = 17;
  google.protobuf.FloatValue float_value = 18;
  google.protobuf.Int32Value int_value = 19;
  google.protobuf.UInt32Value small_value = 20;
}

service Orders { rpc Get (Order) returns (stream Known) { option deprecated = true; } }
""",
    "shop/old.proto": """syntax = "proto2";
package shop.old;
message Order {
  required string id = 1;
  optional int32 count = 2 [default = 7];
  repeated group Item = 3 { optional string sku = 1; }
  optional Kind kind = 4 [default = SMALL];
  enum Kind { SMALL = 1; LARGE = 2; }
  extensions 100 to 199;
}
extend Order { optional string extra = 100; }
""",
}


def protobuf_cases(modules):
    every, line, old = modules["shop/all.proto"], modules["shop/line.proto"], modules["shop/old.proto"]
    from google.protobuf import struct_pb2

    scalars, order, known = every.Scalars, every.Order, every.Known
    yield "line", line.Line(sku="a", count=4294967295)
    yield "all defaults", scalars()
    yield "scalars", scalars(
        a_double=0.1, a_float=0.1, an_int32=-1, an_int64=-9223372036854775808, a_uint32=4294967295,
        a_uint64=18446744073709551615, a_sint32=-2147483648, a_sint64=9007199254740993, a_fixed32=4294967295,
        a_fixed64=18446744073709551615, a_sfixed32=-1, a_sfixed64=-1, a_bool=True,
        a_string='Ärger "\u2028\U0001f600\n', some_bytes=b"\x00\xff\xfe")
    yield "large numbers", scalars(a_double=1e300, a_float=3.4028234663852886e38)
    yield "small numbers", scalars(a_double=2.2250738585072014e-308, a_float=1.1754943508222875e-38)
    yield "not a number", scalars(a_double=math.nan, a_float=math.nan)
    yield "infinite", scalars(a_double=math.inf, a_float=-math.inf)
    yield "empty order", order()
    yield "optional that is zero", order(maybe=0)
    yield "enum", order(status=order.PAID)
    yield "negative enum", order(status=order.FAILED)
    yield "unknown enum", order.FromString(b"\x18\x63")
    yield "lines", order(lines=[line.Line(sku="a", count=1), line.Line()])
    yield "maps", order(totals={"a": 1, "ä": -2}, flags={True: order.PAID, False: order.NEW})
    yield "map of messages", order(by_number={3: line.Line(sku="x"), 4: line.Line()})
    yield "oneof text", order(card="4111")
    yield "oneof empty text", order(card="")
    yield "oneof message", order(voucher=order.Inner(most=order.Inner.Innermost(deep="down")))
    yield "oneof false", order(cash=False)
    yield "lists of numbers", order(packed=[1, -1, 300], not_packed=[0, 7], history=[order.NEW, order.PAID])
    yield "renamed", order(renamed="x")
    yield "imported enum", order(country=line.FR)
    yield "nested types", order(reach=order.Inner.Innermost(deep="x"))
    yield "recursive", order(id="1", parent=order(id="2", parent=order(id="3")))
    yield "type within types", order.Inner.Innermost(deep="bottom")
    yield "no well-known values", known()
    for name, parts in [("whole", (1792281600, 0)), ("millis", (1792281600, 120000000)), ("micros", (-1, 1000)),
                        ("nanos", (1792281600, 123456789)), ("first", (-62135596800, 0)), ("last", (253402300799, 999999999))]:
        message = known()
        message.at.seconds, message.at.nanos = parts
        yield f"timestamp {name}", message
    for name, parts in [("zero", (0, 0)), ("seconds", (3, 0)), ("millis", (1, 500000000)), ("negative", (-1, -1000)),
                        ("negative nanos", (0, -1))]:
        message = known()
        message.took.seconds, message.took.nanos = parts
        yield f"duration {name}", message
    message = known()
    message.free.update({"a": 1.5, "b": [True, None, "x"], "c": {"d": {}}})
    yield "struct", message
    message = known()
    message.value.list_value.extend([1, "two", None])
    yield "value with a list", message
    yield "value of null", known(value=struct_pb2.Value(null_value=0))
    message = known()
    message.list.extend(["x", 2, [3]])
    yield "list", message
    message = known()
    message.mask.paths.extend(["user.display_name", "photo"])
    yield "field mask", message
    message = known()
    message.empty.SetInParent()
    yield "empty", message
    message = known()
    message.any.Pack(line.Line(sku="in any", count=1))
    yield "any", message
    inner = known()
    inner.at.seconds = 5
    message = known()
    message.any.Pack(inner.at)
    yield "any of a well-known type", message
    yield "wrappers", known(long_value={"value": 9007199254740993}, string_value={"value": "x"}, bool_value={"value": True},
                            double_value={"value": 0.5}, bytes_value={"value": b"\x01"}, unsigned_value={"value": 18446744073709551615},
                            float_value={"value": 0.1}, int_value={"value": -7}, small_value={"value": 7})
    yield "wrappers of defaults", known(long_value={}, string_value={}, bool_value={})
    message = known()
    message.times.add().seconds = 1
    message.values["a"].number_value = 1
    message.values["b"].null_value = 0
    yield "well-known in lists and maps", message
    yield "old order", old.Order(id="7")
    message = old.Order(id="8", count=0, kind=old.Order.LARGE)
    message.item.add().sku = "a"
    message.item.add()
    yield "old order with a group", message


def numbers(value):
    if isinstance(value, dict):
        return {key: numbers(each) for key, each in value.items()}
    if isinstance(value, list):
        return [numbers(each) for each in value]
    return number(value) if isinstance(value, decimal.Decimal) else value


def schema_json(client, schema_id, schema=None):
    """A schema and all that it refers to, as a registry tells of them."""
    schema = schema or client.get_schema(schema_id)
    return {
        "type": schema.schema_type,
        "text": schema.schema_str,
        "references": [{"name": each.name, "subject": each.subject, "version": each.version,
                        **schema_json(client, 0, client.get_version(each.subject, each.version).schema)}
                       for each in schema.references or []],
    }


def avro():
    cases = []
    for name, schema, values, *needed in AVRO:
        client = SchemaRegistryClient.new_client({"url": "mock://"})
        references, named, parsed = [], {}, {}
        for needed_name, needed_schema, *its_own in needed[0] if needed else []:
            names(needed_schema, "", named)
            reference = SchemaReference(needed_name, needed_name, 1)
            client.register_schema(needed_name, Schema(
                json.dumps(needed_schema), "AVRO", [SchemaReference(own, own, 1) for own in its_own]))
            fastavro.parse_schema(needed_schema, named_schemas=parsed)
            references.append(reference)
        names(schema, "", named)
        # The serializer wants an object, also for a type that has no parts.
        written_as = {"type": schema} if isinstance(schema, str) else schema
        write = AvroSerializer(client, Schema(json.dumps(written_as), "AVRO", references))
        for index, value in enumerate(values):
            written = write(value, VALUE)
            schema_id = struct.unpack(">I", written[1:5])[0]
            import io
            read = fastavro.schemaless_reader(
                io.BytesIO(written[5:]), fastavro.parse_schema(schema, named_schemas=dict(parsed)), None)
            cases.append({
                "name": f"{name} {index + 1}" if len(values) > 1 else name,
                "id": schema_id,
                "schema": schema_json(client, schema_id),
                "value": base64.b64encode(written).decode(),
                "json": text(plain(read, schema, named)),
            })
    return cases


def protobuf():
    from google.protobuf import json_format
    from grpc_tools import protoc
    import grpc_tools

    cases = []
    with tempfile.TemporaryDirectory() as folder:
        for path, content in PROTO.items():
            os.makedirs(os.path.dirname(os.path.join(folder, path)), exist_ok=True)
            with open(os.path.join(folder, path), "w", encoding="utf-8") as file:
                file.write(content)
        known = os.path.join(os.path.dirname(grpc_tools.__file__), "_proto")
        assert protoc.main(["protoc", f"-I{folder}", f"-I{known}", f"--python_out={folder}", *PROTO]) == 0
        sys.path.insert(0, folder)
        modules = {path: importlib.import_module(path[:-6].replace("/", ".") + "_pb2") for path in PROTO}
        for name, message in protobuf_cases(modules):
            client = SchemaRegistryClient.new_client({"url": "mock://"})
            write = ProtobufSerializer(type(message), client, {"use.deprecated.format": False})
            written = write(message, VALUE)
            schema_id = struct.unpack(">I", written[1:5])[0]
            expected = json.loads(
                json_format.MessageToJson(message, always_print_fields_with_no_presence=True),
                parse_float=decimal.Decimal, parse_int=decimal.Decimal)
            path = message.DESCRIPTOR.file.name
            cases.append({
                "name": name,
                "id": schema_id,
                "schema": schema_json(client, schema_id),
                "text": path,
                "value": base64.b64encode(written).decode(),
                "json": text(numbers(expected)),
            })
    return cases


def write(name, content):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.write("\n")


if __name__ == "__main__":
    write("avro.json", avro())
    write("protobuf.json", {"files": PROTO, "cases": protobuf()})
