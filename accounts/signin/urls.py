"""The addresses of signing in, under the names by which the library knows them; those not here do not exist."""

from allauth.account.views import login
from allauth.mfa.recovery_codes.views import view_recovery_codes
from django.urls import path

from accounts.signin.views import factors, passkeys, screen, sign_ins

urlpatterns = [
    path("sign-in/", login, name="account_login"),
    path("sign-in/code/", passkeys.second_step, name="mfa_authenticate"),
    path("sign-in/passkey/", passkeys.passkey_sign_in, name="mfa_login_webauthn"),
    path("sign-out/", sign_ins.sign_out, name="account_logout"),
    path("locked/", screen.locked, name="locked"),
    path("locked/now/", screen.lock_now, name="lock_now"),
    path("screen/", screen.screen, name="screen"),
    path("send-again/<uuid:unsent_id>/", screen.send_again, name="kept_form"),
    path("your-sign-in/", factors.your_sign_in, name="mfa_index"),
    path("your-sign-in/app/", factors.enrol, name="mfa_activate_totp"),
    path("your-sign-in/app/replace/", factors.replace_app, name="mfa_deactivate_totp"),
    path("your-sign-in/passkeys/add/", passkeys.add_passkey, name="mfa_add_webauthn"),
    path("your-sign-in/passkeys/<int:pk>/name/", passkeys.rename_passkey, name="mfa_edit_webauthn"),
    path("your-sign-in/passkeys/<int:pk>/remove/", passkeys.remove_passkey, name="mfa_remove_webauthn"),
    path("your-sign-in/password/", factors.change_password, name="account_change_password"),
    path("your-sign-in/confirm/", passkeys.confirm, name="mfa_reauthenticate"),
    path("your-sign-in/recovery-codes/", view_recovery_codes, name="mfa_view_recovery_codes"),
    path("your-sign-in/recovery-codes/new/", factors.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("your-sign-in/where/", sign_ins.your_sign_ins, name="sign_ins"),
    path("your-sign-in/where/others/end/", sign_ins.end_others, name="sign_ins_end_others"),
    path("your-sign-in/where/<uuid:sign_in_id>/end/", sign_ins.end_one, name="sign_in_end"),
]
