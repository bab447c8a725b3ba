"""Addresses of the signed lists; they have no language."""

from django.urls import path

from panah.web.public import lists

app_name = "lists"

urlpatterns = [
    path("root", lists.root, name="root"),
    path("trust", lists.trust, name="trust"),
    path("s/<int:shard>", lists.status, name="status"),
    path("n/<str:shard>", lists.numbers, name="numbers"),
]
