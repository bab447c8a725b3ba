"""Addresses of the signed lists and of what the verifier stands on; they have no language."""

from django.urls import path

from panah.web.public import lists, verify_border, verify_shell

app_name = "lists"

urlpatterns = [
    path("root", lists.root, name="root"),
    path("root.crt", lists.root_certificate, name="root-certificate"),
    path("c/<str:key>.crt", lists.certificate, name="certificate"),
    path("trust", lists.trust, name="trust"),
    path("s/<int:shard>", lists.status, name="status"),
    path("n/<str:shard>", lists.numbers, name="numbers"),
    path("worker.js", verify_shell.worker, name="worker"),
    path("app-<str:tongue>.webmanifest", verify_shell.app, name="app"),
    path("border", verify_border.border, name="border"),
    path("crossings", verify_border.crossings, name="crossings"),
]
