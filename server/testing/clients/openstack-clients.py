"""Asks a gateway as Open Telekom Cloud's own clients do, by keystoneauth1 and openstacksdk.

Reads where and as whom from standard input, and writes what came of it to standard output, both in JSON. The proxy and
its resources at the end are made as python-otcextensions makes them, which is no package of Debian.
"""
import json
import sys

import openstack
from keystoneauth1 import discover, exceptions, session
from keystoneauth1.identity import generic, v3
from openstack import exceptions as sdk_exceptions
from openstack import proxy, resource

given = json.load(sys.stdin)
URL, PROJECT, ACCOUNT = given["url"], given["project"], given["account"]
IAM = URL + "/v3"
PASSWORD = {"username": given["user"], "password": given["password"]}
BY_NAMES = {**PASSWORD, "user_domain_name": ACCOUNT}
IN_PROJECT = {"project_name": PROJECT, "project_domain_name": ACCOUNT}
REGISTRY = {"service_type": "modelarts", "interface": "public"}


def count(auth):
    """How many versions the registry lists to who signs in so."""
    return session.Session(auth=auth).get("/models", endpoint_filter=REGISTRY).json()["total_count"]


def signing_in():
    ids = {"user_domain_id": given["account_id"]}
    unscoped = session.Session(auth=v3.Password(IAM, **BY_NAMES, unscoped=True))
    token = unscoped.get_token()
    by_token = v3.Token(IAM, token=token, project_id=given["project_id"])
    return {
        "by names": count(v3.Password(IAM, **BY_NAMES, **IN_PROJECT)),
        "by the id of the domain": count(
            v3.Password(IAM, **PASSWORD, **ids, project_name=PROJECT, project_domain_id=given["account_id"])
        ),
        "by the id of the user": count(
            v3.Password(
                IAM, user_id=given["user_id"], password=given["password"], project_id=given["project_id"]
            )
        ),
        "by a token without a project": count(by_token),
        "with discovery from /v3": count(generic.Password(IAM, **BY_NAMES, **IN_PROJECT)),
        "with discovery from the address alone": count(generic.Password(URL, **BY_NAMES, **IN_PROJECT)),
        "projects without a project": [
            one["name"]
            for one in unscoped.get("/auth/projects", endpoint_filter={"service_type": "identity"}).json()[
                "projects"
            ]
        ],
    }


def catalog():
    auth = v3.Password(IAM, **BY_NAMES, **IN_PROJECT)
    of = session.Session(auth=auth)
    types = ["identity", "iam", "modelarts", "modelartsv1"]
    return {one: of.get_endpoint(service_type=one, interface="public") for one in types}


def versions():
    return [one["url"] for one in discover.Discover(session.Session(), IAM).version_data()]


def tokens():
    of = session.Session(auth=v3.Password(IAM, **BY_NAMES, **IN_PROJECT))
    other = session.Session(auth=v3.Password(IAM, **BY_NAMES)).get_token()
    identity = {"service_type": "identity"}
    subject = {"X-Subject-Token": other}

    def check():
        try:
            answer = of.get("/auth/tokens", endpoint_filter=identity, headers=subject)
            return answer.json()["token"]["user"]["name"]
        except exceptions.NotFound as refusal:
            return refusal.http_status

    before = check()
    revoked = of.delete("/auth/tokens", endpoint_filter=identity, headers=subject)
    return [before, revoked.status_code, check()]


class Json:
    """What a string of JSON says; a type that openstacksdk converts a field to, and leaves empty when it cannot."""

    def __init__(self, text):
        self.value = json.loads(text)


class Model(resource.Resource):
    base_path = "/models"
    resources_key = "models"
    allow_list = allow_fetch = allow_delete = True
    _query_mapping = resource.QueryParameters("model_name", "exact_match", include_pagination_defaults=False)
    model_id = resource.Body("model_id", alternate_id=True)
    name = resource.Body("model_name")
    version = resource.Body("model_version")
    config = resource.Body("config", type=Json)
    model_metrics = resource.Body("model_metrics", type=Json)
    apis = resource.Body("apis", type=Json)
    input_params = resource.Body("input_params", type=list)


class Service(resource.Resource):
    base_path = "/services"
    resources_key = "services"
    allow_list = True
    _query_mapping = resource.QueryParameters("model_id", include_pagination_defaults=False)
    service_id = resource.Body("service_id", alternate_id=True)
    name = resource.Body("service_name")


class Proxy(proxy.Proxy):
    skip_discovery = True

    def models(self, **query):
        return self._list(Model, **query)

    def get_model(self, model):
        return self._get(Model, model)

    def delete_model(self, model):
        return self._delete(Model, model, ignore_missing=False)

    def services(self, **query):
        return self._list(Service, **query)


def registry():
    cloud = openstack.connect(auth_url=IAM, **BY_NAMES, **IN_PROJECT)
    modelarts = Proxy(session=cloud.session, service_type="modelartsv1", interface="public")
    [listed] = list(modelarts.models(model_name=given["model"]))
    detail = modelarts.get_model(listed.id)
    descriptions = [json.loads(one["param_desc"]) for one in detail.input_params]
    before = {
        "listed": [listed.name, listed.version],
        "detail": [detail.name, detail.config.value, detail.model_metrics.value, detail.apis.value, descriptions],
        "services": [one.name for one in modelarts.services(model_id=listed.id)],
        "projects": [one.name for one in cloud.identity.projects()],
    }
    modelarts.delete_model(listed.id)
    try:
        modelarts.get_model(listed.id)
        return {**before, "afterwards": "still there"}
    except sdk_exceptions.ResourceNotFound as refusal:
        return {**before, "afterwards": refusal.status_code}


json.dump(
    {
        "signing in": signing_in(),
        "catalog": catalog(),
        "versions": versions(),
        "tokens": tokens(),
        "registry": registry(),
    },
    sys.stdout,
)
