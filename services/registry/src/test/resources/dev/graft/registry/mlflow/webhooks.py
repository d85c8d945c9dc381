"""Webhooks with MLflow's own client against a registry: python webhooks.py URI NAME

Prints what a receiver is told of the model NAME, which it creates, and fails where that is not MLflow's way.
"""
import json
import queue
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import mlflow
from mlflow import MlflowClient
from mlflow.entities.webhook import WebhookEvent, WebhookStatus
from mlflow.exceptions import RestException
from mlflow.webhooks.delivery import _generate_hmac_signature

uri, name = sys.argv[1:3]
secret = "what the two share"
heard = queue.Queue()


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        expected = _generate_hmac_signature(
            secret, self.headers["X-MLflow-Delivery-Id"], self.headers["X-MLflow-Timestamp"], body)
        assert self.headers["X-MLflow-Signature"] == expected, "the signature is wrong"
        heard.put(json.loads(body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


server = HTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
mlflow.set_tracking_uri(uri)
client = MlflowClient()
words = ["registered_model.created", "model_version.created", "model_version_tag.set", "model_version_tag.deleted",
         "model_version_alias.created", "model_version_alias.deleted"]
webhook = client.create_webhook(
    name="session", url="http://127.0.0.1:%d/hook" % server.server_port,
    events=[WebhookEvent.from_str(word) for word in words], secret=secret)
assert webhook.status == WebhookStatus.ACTIVE
assert {str(event) for event in client.get_webhook(webhook.webhook_id).events} == set(words)


def told(word, **data):
    message = heard.get(timeout=30)
    assert message["entity"] + "." + message["action"] == word, message
    for key, value in data.items():
        assert message["data"][key] == value, message
    print("told:", word, json.dumps(message["data"]))


for word in words:
    result = client.test_webhook(webhook.webhook_id, WebhookEvent.from_str(word))
    assert result.success and result.response_status == 200, result
    told(word)
client.create_registered_model(name, tags={"team": "support"}, description="mine")
told("registered_model.created", name=name, tags={"team": "support"}, description="mine")
client.create_model_version(name, "s3://there/1", run_id="run-1", tags={"a": "b"})
told("model_version.created", name=name, version="1", source="s3://there/1", run_id="run-1")
client.set_model_version_tag(name, "1", "approved-by", "ada")
told("model_version_tag.set", name=name, version="1", key="approved-by", value="ada")
client.delete_model_version_tag(name, "1", "approved-by")
told("model_version_tag.deleted", name=name, version="1", key="approved-by")
client.set_registered_model_alias(name, "shadow", "1")
told("model_version_alias.created", name=name, alias="shadow", version="1")
client.delete_registered_model_alias(name, "shadow")
told("model_version_alias.deleted", name=name, alias="shadow")

client.update_webhook(webhook.webhook_id, status=WebhookStatus.DISABLED, description="rests")
assert client.get_webhook(webhook.webhook_id).status == WebhookStatus.DISABLED
assert [each.webhook_id for each in client.list_webhooks()] == [webhook.webhook_id]
try:
    client.create_webhook(name="x", url="ftp://there", events=[WebhookEvent.from_str(words[0])])
    raise AssertionError("not refused")
except RestException as e:
    print("refused:", e.message)
client.delete_webhook(webhook.webhook_id)
assert len(client.list_webhooks()) == 0
client.delete_registered_model(name)
print("webhooks: ok, mlflow", mlflow.__version__)
