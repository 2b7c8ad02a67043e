"""Plays every kind of call against the service and prints one JSON object per step.

usage: client.py <address> <descriptor set of the service, health, reflection and google.rpc>
"""

import json
import sys

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

ADDRESS, DESCRIPTORS = sys.argv[1:3]
POOL = descriptor_pool.DescriptorPool()
FACTORY = message_factory.MessageFactory(POOL)
API = "semanticcache.v1."


def load_descriptors():
    with open(DESCRIPTORS, "rb") as file:
        files = descriptor_pb2.FileDescriptorSet.FromString(file.read())
    for file in files.file:
        POOL.Add(file)


def message(name, /, **fields):
    return FACTORY.GetPrototype(POOL.FindMessageTypeByName(name))(**fields)


def method(channel, service, name):
    found = POOL.FindServiceByName(service).FindMethodByName(name)
    response = FACTORY.GetPrototype(found.output_type)
    kinds = {
        ("Health", "Check"): channel.unary_unary,
        ("CacheService", "StreamComplete"): channel.unary_stream,
        ("ServerReflection", "ServerReflectionInfo"): channel.stream_stream,
    }
    kind = kinds.get((service.rsplit(".", 1)[1], name), channel.unary_unary)
    return kind(
        f"/{service}/{name}",
        request_serializer=lambda request: request.SerializeToString(),
        response_deserializer=response.FromString,
    )


def show(step, **result):
    print(json.dumps({"step": step, **result}), flush=True)


def name_of(holder, field):
    descriptor = holder.DESCRIPTOR.fields_by_name[field]
    return descriptor.enum_type.values_by_number[getattr(holder, field)].name


def metadata_of(metadata):
    return {
        "outcome": name_of(metadata, "outcome"),
        "reason": metadata.reason,
        "question": metadata.question,
    }


def failure(call, request, timeout=60):
    try:
        call(request, timeout=timeout)
        return {"code": 0, "fields": []}
    except grpc.RpcError as error:
        return details_of(error)


def details_of(error):
    result = {"code": error.code().value[0], "fields": []}
    for key, value in error.trailing_metadata() or ():
        if key != "grpc-status-details-bin":
            continue
        status = message("google.rpc.Status")
        status.ParseFromString(value)
        for detail in status.details:
            name = detail.type_url.rsplit("/", 1)[1]
            unpacked = message(name)
            unpacked.ParseFromString(detail.value)
            if name == "google.rpc.ErrorInfo":
                result["reason"] = unpacked.reason
                result["upstream_status"] = unpacked.metadata.get("upstream_status")
            elif name == "google.rpc.BadRequest":
                result["fields"] = [violation.field for violation in unpacked.field_violations]
    return result


def kind_of(event):
    return event.WhichOneof("event")


def main():
    load_descriptors()
    channel = grpc.insecure_channel(ADDRESS)
    cache = lambda name: method(channel, API + "CacheService", name)
    admin = lambda name: method(channel, API + "AdminService", name)

    def question(text, namespace="python"):
        return message(API + "Question", namespace=namespace, text=text)

    def lookup(text, **fields):
        return cache("Lookup")(message(API + "LookupRequest", question=question(text), **fields), timeout=60)

    def store(text, answer):
        request = message(API + "StoreRequest", question=question(text), answer=message(API + "Answer", text=answer))
        return cache("Store")(request, timeout=60)

    french = "Où est ma commande n° 42 ? 📦"
    check = method(channel, "grpc.health.v1.Health", "Check")
    show("health", status=name_of(check(message("grpc.health.v1.HealthCheckRequest"), timeout=60), "status"))

    reflect = method(channel, "grpc.reflection.v1alpha.ServerReflection", "ServerReflectionInfo")
    listed = reflect(iter([message("grpc.reflection.v1alpha.ServerReflectionRequest", list_services="*")]), timeout=60)
    show("reflection", services=[found.name for found in next(listed).list_services_response.service])

    show("lookup_miss", **metadata_of(lookup(french).metadata))
    store("cancel order", "You can cancel an order yourself: open My orders, choose the order and press Cancel.")
    store(french, "Là-bas. ✅")
    exact = lookup(french)
    show("lookup_exact", **metadata_of(exact.metadata), text=exact.answer.text)
    semantic = lookup("cancel my order", explain=True)
    show("lookup_semantic", **metadata_of(semantic.metadata), text=semantic.answer.text, candidates=len(semantic.explanation.candidates))
    completed = cache("Complete")(message(API + "CompleteRequest", question=question("What is new?")), timeout=60)
    show("complete", outcome=name_of(completed.metadata, "outcome"), text=completed.answer.text)

    streamed = list(cache("StreamComplete")(message(API + "StreamCompleteRequest", question=question("What else is new?")), timeout=60))
    show("stream", code=0, events=[kind_of(event) for event in streamed], text="".join(event.text.text for event in streamed))

    wrong = message(API + "LookupRequest", question=message(API + "Question"))
    wrong.cache_control.similarity_threshold = 2
    wrong.cache_control.max_age.seconds = -1
    show("invalid", **failure(cache("Lookup"), wrong))
    many = message(API + "LookupRequest")
    for _ in range(900):
        many.question.messages.add(role=99)
    show("large_error", **failure(cache("Lookup"), many))
    show("not_found", **failure(admin("GetNamespace"), message(API + "GetNamespaceRequest", name="é" * 100_000)))

    for upstream in ("failing", "slow"):
        policy = message(API + "Policy", upstream=upstream)
        admin("CreateNamespace")(message(API + "CreateNamespaceRequest", name="python-" + upstream, policy=policy), timeout=60)
    show("upstream", **failure(cache("Complete"), message(API + "CompleteRequest", question=question("Will it fail?", "python-failing"))))
    text = "one two three four five six seven eight nine ten " * 10
    show("deadline", **failure(cache("Complete"), message(API + "CompleteRequest", question=question(text, "python-slow")), timeout=1))

    events = []
    running = cache("StreamComplete")(message(API + "StreamCompleteRequest", question=question(text, "python-slow")), timeout=60)
    code = 0
    try:
        for event in running:
            events.append(kind_of(event))
            if events[-1] == "text":
                running.cancel()
    except grpc.RpcError as error:
        code = error.code().value[0]
    show("cancel", code=code, events=events)


main()
