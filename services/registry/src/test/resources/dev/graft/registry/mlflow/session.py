"""A session of MLflow's own client against a registry: python session.py URI MODEL FOLDER [RECORD]

MODEL is a model of the mesh with two versions, of which the second is live; FOLDER gets what is downloaded; RECORD gets
every call that the client makes, one JSON object a line. Prints what it sees, and fails where that is not MLflow's way.
"""
import hashlib
import json
import os
import sys
from urllib.parse import urlsplit

import requests

uri, mesh, folder = sys.argv[1:4]
record = open(sys.argv[4], "w") if len(sys.argv) > 4 else None
send = requests.Session.send
token = None


def recording(self, request, **kwargs):
    global token
    response = send(self, request, **kwargs)
    if record:
        parts = urlsplit(request.url)
        body = request.body.decode() if isinstance(request.body, bytes) else request.body
        line = json.dumps({
            "method": request.method,
            "path": parts.path + ("?" + parts.query if parts.query else ""),
            "body": body,
            "status": response.status_code,
        }).replace(mesh, "{mesh}").replace(mesh.upper(), "{MESH}")
        record.write((line.replace(token, "{token}") if token else line) + "\n")
        record.flush()
        if "/search" in request.url and response.ok:
            token = response.json().get("next_page_token", token)
    return response


requests.Session.send = recording

import mlflow  # noqa: E402
from mlflow import MlflowClient  # noqa: E402
from mlflow.exceptions import MlflowException, RestException  # noqa: E402

mlflow.set_tracking_uri(uri)
client = MlflowClient()


def refused(code, words, call, *args, **kwargs):
    try:
        call(*args, **kwargs)
    except MlflowException as e:
        assert e.error_code == code, (e.error_code, str(e))
        assert words in str(e), str(e)
        print("refused:", e.message)
        return
    raise AssertionError("not refused: " + words)


# A model and versions of one's own.
own = mesh + "-own"
model = client.create_registered_model(own, tags={"team": "support"}, description="by hand")
assert (model.name, model.description, model.tags) == (own, "by hand", {"team": "support"}), model
refused("RESOURCE_ALREADY_EXISTS", "already", client.create_registered_model, own)
one = client.create_model_version(own, "s3://elsewhere/1", run_id="r1", tags={"lang": "en"}, description="first")
two = client.create_model_version(own, "s3://elsewhere/2")
assert (one.version, two.version, one.status, one.run_id) == ("1", "2", "READY", "r1"), (one, two)
assert client.get_model_version_download_uri(own, "1") == "s3://elsewhere/1"
copy = client.copy_model_version("models:/%s/1" % mesh, own)
assert copy.version == "3", copy
assert client.get_model_version_download_uri(own, "3") == "mlflow-artifacts:/%s/1" % mesh

# Descriptions and tags.
client.update_registered_model(own, description="still by hand")
client.set_registered_model_tag(own, "owner's name", "Ada")
client.set_registered_model_tag(own, "gone", "soon")
client.delete_registered_model_tag(own, "gone")
client.update_model_version(own, "2", description="second")
client.set_model_version_tag(own, "2", "lang", "de")
client.set_model_version_tag(own, "2", "gone", "soon")
client.delete_model_version_tag(own, "2", "gone")
model = client.get_registered_model(own)
assert model.description == "still by hand" and model.tags == {"team": "support", "owner's name": "Ada"}, model
two = client.get_model_version(own, "2")
assert two.description == "second" and two.tags == {"lang": "de"}, two

# Aliases.
client.set_registered_model_alias(own, "best", "2")
assert client.get_model_version_by_alias(own, "best").version == "2"
assert client.get_model_version(own, "2").aliases == ["best"]
client.set_registered_model_alias(own, "best", "1")
assert client.get_registered_model(own).aliases == {"best": "1"}
client.delete_registered_model_alias(own, "best")
refused("INVALID_PARAMETER_VALUE", "alias best not found", client.get_model_version_by_alias, own, "best")
refused("RESOURCE_CONFLICT", "no run of the mesh made it", client.set_registered_model_alias, own, "champion", "1")
refused("INVALID_PARAMETER_VALUE", "reserved", client.set_registered_model_alias, own, "v3", "1")

# Stages.
client.transition_model_version_stage(own, "1", "Production")
client.transition_model_version_stage(own, "2", "Production", archive_existing_versions=True)
assert client.get_model_version(own, "1").current_stage == "Archived"
newest = client.get_latest_versions(own, stages=["Production"])
assert [v.version for v in newest] == ["2"], newest
assert sorted(v.current_stage for v in client.get_latest_versions(own)) == ["Archived", "None", "Production"]

# Searches.
found = client.search_registered_models(filter_string="name = '%s'" % own)
assert [m.name for m in found] == [own], found
found = client.search_registered_models(filter_string="name ILIKE '%s%%' AND tags.`owner's name` = 'Ada'" % mesh.upper())
assert [m.name for m in found] == [own], found
page = client.search_registered_models(filter_string="name LIKE '%s%%'" % mesh, max_results=1, order_by=["name DESC"])
assert [m.name for m in page] == [own] and page.token, page
page = client.search_registered_models(
    filter_string="name LIKE '%s%%'" % mesh, max_results=1, order_by=["name DESC"], page_token=page.token)
assert [m.name for m in page] == [mesh] and not page.token, page
found = client.search_model_versions("name = '%s' AND version_number >= 2" % own, order_by=["version_number ASC"])
assert [v.version for v in found] == ["2", "3"], found
found = client.search_model_versions("run_id = 'r1' AND name = '%s' AND tags.lang LIKE 'e%%'" % own)
assert [v.version for v in found] == ["1"], found
refused("INVALID_PARAMETER_VALUE", "knows no field 'metric.f1'", client.search_model_versions, "metric.f1 > 3")

# Deletion and renaming.
client.set_registered_model_alias(own, "old", "1")
client.delete_model_version(own, "1")
refused("RESOURCE_DOES_NOT_EXIST", "there is no version 1", client.get_model_version, own, "1")
assert client.get_registered_model(own).aliases == {}
client.rename_registered_model(own, own + "-2")
assert client.get_model_version(own + "-2", "2").tags == {"lang": "de"}
refused("RESOURCE_DOES_NOT_EXIST", "there is no model", client.get_registered_model, own)
client.delete_registered_model(own + "-2")
refused("RESOURCE_DOES_NOT_EXIST", "there is no model", client.get_registered_model, own + "-2")

# The mesh's own model.
live = client.get_model_version_by_alias(mesh, "champion")
print("champion:", live.name, live.version, live.run_id, live.source, live.status_message)
assert live.version == "2" and live.status == "READY" and live.aliases == ["champion"], live
client.set_model_version_tag(mesh, "2", "approved-by", "ada")
client.set_registered_model_alias(mesh, "shadow", "1")
assert client.get_registered_model(mesh).aliases == {"champion": "2", "shadow": "1"}
refused("RESOURCE_CONFLICT", "cannot be deleted", client.delete_registered_model_alias, mesh, "champion")
refused("RESOURCE_CONFLICT", "it is live", client.delete_model_version, mesh, "2")
refused("RESOURCE_CONFLICT", "is live", client.delete_registered_model, mesh)
refused("RESOURCE_CONFLICT", "key of the task's events", client.rename_registered_model, mesh, mesh + "-x")
refused("ENDPOINT_NOT_FOUND", "model registry", client.get_run, "0123456789abcdef0123456789abcdef")
path = mlflow.artifacts.download_artifacts("models:/%s@champion" % mesh, dst_path=folder)
for root, _, names in sorted(os.walk(path)):
    for name in sorted(names):
        file = os.path.join(root, name)
        with open(file, "rb") as content:
            print("downloaded:", os.path.relpath(file, path), hashlib.sha256(content.read()).hexdigest())
client.set_registered_model_alias(mesh, "champion", "1")
assert client.get_model_version_by_alias(mesh, "champion").version == "1"
client.delete_registered_model_alias(mesh, "shadow")
print("session: ok, mlflow", mlflow.__version__)
