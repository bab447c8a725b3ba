"""Pages of keys that answer with a sentence where allauth's lead away without one."""

from allauth.account.mixins import NextRedirectMixin
from allauth.mfa.webauthn.views import LoginWebAuthnView, ReauthenticateWebAuthnView
from django.http import HttpResponse

from panah.web.signin.forms import SignIn
from panah.web.signin.key_forms import EnterByKey as EnterByKeyForm
from panah.web.signin.key_forms import SayKeyAgain


class EnterByKey(NextRedirectMixin, LoginWebAuthnView):  # type: ignore[misc]  # allauth is not typed
    """Signing in by a key alone; a key that is not accepted leads back to the page of the password."""

    template_name = "account/login.html"

    def form_invalid(self, form: EnterByKeyForm) -> HttpResponse:
        """Show the page of signing in again, with what is wrong."""
        context = self.get_context_data(form=SignIn(request=self.request), key_form=form)
        answer: HttpResponse = self.render_to_response(context)
        return answer


class SayAgainByKey(ReauthenticateWebAuthnView):  # type: ignore[misc]  # allauth is not typed
    """Saying once more, by a key, who one is."""

    def form_invalid(self, form: SayKeyAgain) -> HttpResponse:
        """Show the page again, with what is wrong."""
        answer: HttpResponse = self.render_to_response({**self.get_context_data(), "form": form})
        return answer


enter_by_key = EnterByKey.as_view()
say_again_by_key = SayAgainByKey.as_view()
