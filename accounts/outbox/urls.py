"""The address of one's messages."""

from django.urls import path

from accounts.outbox import views

app_name = "outbox"
urlpatterns = [path("your-messages/", views.messages, name="messages")]
