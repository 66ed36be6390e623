"""Addresses of orders."""

from django.urls import path

from casework.orders import views

urlpatterns = [
    path("cases/<str:reference>/orders/", views.orders, name="orders"),
    path("cases/<str:reference>/orders/add/", views.add, name="order-add"),
    path("cases/<str:reference>/orders/<uuid:order_id>/vary/", views.vary, name="order-vary"),
    path("cases/<str:reference>/orders/<uuid:order_id>/breach/", views.breach, name="order-breach"),
    path("cases/<str:reference>/orders/breaches/<uuid:breach_id>/", views.follow, name="order-breach-follow"),
]
