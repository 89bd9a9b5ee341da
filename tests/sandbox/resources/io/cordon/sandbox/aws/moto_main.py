"""Runs moto's server until standard input closes, so that it never outlives the process that started it.

Prints one line, "port N", once it listens; everything else goes to standard error.
Where moto 5.2.1 answers otherwise than AWS in a way that only its own memory can put right, it is put right here,
one function for each difference, with what AWS does.
"""

import base64
import copy
import json
import os
import sys
import threading
import time

import requests
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import Item
from moto.dynamodb.models.table import Table
from moto.ec2.exceptions import EC2ClientError, InvalidSecurityGroupNotFoundError
from moto.ec2.models.elastic_network_interfaces import NetworkInterface, NetworkInterfaceBackend
from moto.ec2.models.instances import Instance, InstanceBackend
from moto.ec2.responses.elastic_block_store import ElasticBlockStore
from moto.kms.responses import KmsResponse
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.sns import models as sns
from werkzeug.serving import make_server

SECONDS_BETWEEN_DELIVERIES = float(os.environ.get("CORDON_SANDBOX_SNS_RETRY_SECONDS", "1"))
DELIVERIES = 4  # as AWS's default policy: one, and three more


def an_interface_has_its_own_groups_only():
    """AWS: a group set belongs to the interface; an instance's groups are those of its primary interface."""

    def groups(instance):
        primary = getattr(instance, "nics", {}).get(0)
        return primary._group_set if primary else instance._groups_at_launch

    def set_groups(instance, new):
        instance._groups_at_launch = new
        primary = getattr(instance, "nics", {}).get(0)
        if primary:
            primary._group_set = new

    NetworkInterface.group_set = property(lambda interface: interface._group_set)
    Instance.security_groups = property(groups, set_groups)


def groups_of_an_instance_with_more_interfaces_cannot_be_set():
    """AWS: InvalidInstanceID."""
    original = InstanceBackend.modify_instance_security_groups

    def modify(backend, instance_id, new_group_id_list):
        if len(backend.get_instance(instance_id).nics) > 1:
            raise EC2ClientError(
                "InvalidInstanceID",
                f"There are multiple interfaces attached to instance '{instance_id}'. "
                "Please specify an interface ID for the operation instead.",
            )
        return original(backend, instance_id, new_group_id_list)

    InstanceBackend.modify_instance_security_groups = modify


def an_interface_takes_only_groups_that_exist():
    """AWS: InvalidGroup.NotFound; moto stores nothing in the place of the missing group."""
    original = NetworkInterfaceBackend.modify_network_interface_attribute

    def modify(backend, eni_id, group_ids, *others, **named):
        for group_id in group_ids:
            if not backend.get_security_group_from_id(group_id):
                raise InvalidSecurityGroupNotFoundError(group_id)
        return original(backend, eni_id, group_ids, *others, **named)

    NetworkInterfaceBackend.modify_network_interface_attribute = modify


def create_snapshots_copies_the_tags_of_the_volumes():
    """AWS: CopyTagsFromSource=volume; a tag of the request wins over the volume's."""
    original = ElasticBlockStore.create_snapshots

    def create(response):
        result = original(response)
        if response._get_param("CopyTagsFromSource") == "volume":
            for snapshot in result.result["Snapshots"]:
                given = {tag["key"] for tag in snapshot.get_tags()}
                tags = {tag["key"]: tag["value"] for tag in snapshot.volume.get_tags()}
                snapshot.add_tags({k: v for k, v in tags.items() if k not in given and not k.startswith("aws:")})
        return result

    ElasticBlockStore.create_snapshots = create


def a_public_key_names_its_key_by_arn():
    """AWS: KeyId is the key's ARN, and KeySpec is there."""
    original = KmsResponse.get_public_key

    def get_public_key(response):
        answer = json.loads(original(response))
        answer["KeySpec"] = answer["CustomerMasterKeySpec"]
        answer["KeyId"] = response.kms_backend.describe_key(answer["KeyId"]).arn
        return json.dumps(answer)

    KmsResponse.get_public_key = get_public_key


def sns_signs_the_subject_too():
    """AWS: the subject stands between MessageId and Timestamp in what is signed."""
    original = sns.Subscription.get_post_data

    def post_data(subscription, message, message_id, subject, message_attributes=None):
        data = original(subscription, message, message_id, subject, message_attributes)
        if subject:
            names = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"]
            text = "".join(f"{name}\n{data[name]}\n" for name in names)
            signature = subscription.private_key().sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
            data["Signature"] = base64.b64encode(signature).decode()
        return data

    sns.Subscription.get_post_data = post_data


def sns_delivers_over_http_in_the_background():
    """AWS: Publish does not wait for an endpoint, a delivery carries SNS's headers, and 429 and 5xx are tried again."""
    subscription_of_thread = threading.local()
    publish = sns.Subscription.publish

    def remember(subscription, *values, **named):
        subscription_of_thread.arn = subscription.arn
        return publish(subscription, *values, **named)

    def deliver(endpoint, data, headers):
        for attempt in range(DELIVERIES):
            time.sleep(SECONDS_BETWEEN_DELIVERIES if attempt else 0)
            try:
                status = requests.post(endpoint, json=data, headers=headers, timeout=15).status_code
            except requests.RequestException as failure:
                status = failure
            print(f"sns delivery {data['MessageId']} to {endpoint}, attempt {attempt + 1}: {status}", file=sys.stderr)
            if isinstance(status, int) and status < 500 and status != 429:
                return

    class Delivery:
        @staticmethod
        def post(endpoint, json, headers):
            all_headers = headers | {
                "User-Agent": "Amazon Simple Notification Service Agent",
                "x-amz-sns-message-type": json["Type"],
                "x-amz-sns-message-id": json["MessageId"],
                "x-amz-sns-topic-arn": json["TopicArn"],
                "x-amz-sns-subscription-arn": subscription_of_thread.arn,
            }
            threading.Thread(target=deliver, args=(endpoint, json, all_headers), daemon=True).start()

    sns.Subscription.publish = remember
    sns.requests = Delivery


def a_transaction_costs_what_it_touches():
    """AWS: so it is. moto copies every item before each transaction, to go back to if it fails: the more there are,
    the slower. Items that are replaced and not changed need no copy."""
    original = DynamoDBBackend.update_item

    def with_the_same_items(table, _):
        kept = copy.copy(table)
        kept.items = copy.copy(table.items)
        for key, items in table.items.items():
            kept.items[key] = items if isinstance(items, Item) else dict(items)
        return kept

    def update(backend, table_name, key, *others, **named):
        item = backend.get_item(table_name, key)
        if item is not None:
            items = backend.get_table(table_name).items
            if item.range_key:
                items[item.hash_key][item.range_key] = copy.deepcopy(item)
            else:
                items[item.hash_key] = copy.deepcopy(item)
        return original(backend, table_name, key, *others, **named)

    Table.__deepcopy__ = with_the_same_items
    DynamoDBBackend.update_item = update


class OneCallAtATime:
    """AWS: a conditional write is atomic. moto checks, then writes, on many threads: one call of a service at a time."""

    def __init__(self, app, services):
        self.app = app
        self.locks = {service: threading.RLock() for service in services}

    def __call__(self, environ, start_response):
        scope = environ.get("HTTP_AUTHORIZATION", "").split(",")[0].split("/")
        lock = self.locks.get(scope[3] if len(scope) > 3 else "")
        if lock is None:
            return self.app(environ, start_response)
        with lock:
            return list(self.app(environ, start_response))


def stop_when_standard_input_closes():
    sys.stdin.read()
    os._exit(0)


def main():
    an_interface_has_its_own_groups_only()
    groups_of_an_instance_with_more_interfaces_cannot_be_set()
    an_interface_takes_only_groups_that_exist()
    create_snapshots_copies_the_tags_of_the_volumes()
    a_public_key_names_its_key_by_arn()
    sns_signs_the_subject_too()
    sns_delivers_over_http_in_the_background()
    a_transaction_costs_what_it_touches()
    app = OneCallAtATime(DomainDispatcherApplication(create_backend_app), ["dynamodb", "ec2", "iam", "s3"])
    server = make_server("127.0.0.1", 0, app, threaded=True)
    os.environ["MOTO_PORT"] = str(server.server_port)
    print(f"port {server.server_port}", flush=True)
    os.dup2(2, 1)
    threading.Thread(target=stop_when_standard_input_closes, daemon=True).start()
    server.serve_forever()


if __name__ == "__main__":
    main()
