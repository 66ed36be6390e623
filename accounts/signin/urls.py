"""The addresses of signing in, under the names by which the library knows them; those not here do not exist."""

from allauth.account.views import login
from allauth.mfa.base.views import authenticate, index, reauthenticate
from allauth.mfa.recovery_codes.views import view_recovery_codes
from django.urls import path

from accounts.signin.views import change_password, enrol, new_recovery_codes, replace_app, sign_out

urlpatterns = [
    path("sign-in/", login, name="account_login"),
    path("sign-in/code/", authenticate, name="mfa_authenticate"),
    path("sign-out/", sign_out, name="account_logout"),
    path("your-sign-in/", index, name="mfa_index"),
    path("your-sign-in/app/", enrol, name="mfa_activate_totp"),
    path("your-sign-in/app/replace/", replace_app, name="mfa_deactivate_totp"),
    path("your-sign-in/password/", change_password, name="account_change_password"),
    path("your-sign-in/confirm/", reauthenticate, name="mfa_reauthenticate"),
    path("your-sign-in/recovery-codes/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path("your-sign-in/recovery-codes/new/", new_recovery_codes, name="mfa_generate_recovery_codes"),
]
