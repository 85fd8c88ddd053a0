"""Who calls: a program with a token, or a person's own session. Who may open what is judged by role and by scope."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from config.accounts.models import User
from config.accounts.roles import ROLES
from config.api.models import ApiToken
from config.api.tokens import token_of
from config.refusal import NotAllowed

CLOSED = "This token opens nothing: it has run out, was revoked, or is not complete. Ask your council for a new one."
NO_PROGRAM = "This is not for programs: sign in yourself."
NO_COUNCIL = "Your user belongs to no council yet. Ask an administrator."


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer eet_...`"""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        words = get_authorization_header(request).decode("latin-1").split()
        if not words or words[0].lower() != "bearer":
            return None
        token = token_of(words[1]) if len(words) == 2 else None
        if token is None:
            raise AuthenticationFailed(CLOSED)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}


class MayCall(BasePermission):
    """What a view says of the method: one of `may` by role and, for a token, `scope`. What it does not say is shut."""

    def has_permission(self, request: Request, view: Any) -> bool:
        user = request.user
        if not isinstance(user, User):
            return False
        door = view.doors.get(request.method.replace("HEAD", "GET"))
        if door is None:
            return request.method not in view.allowed_methods  # answered with 405 after this
        if not any(user.may(permission) for permission in door.may):
            able = [role.label for role in ROLES.values() if role.permissions & set(door.may)]
            raise NotAllowed(f"This is for: {', '.join(able)}.")
        if isinstance(request.auth, ApiToken) and door.scope is None:
            raise NotAllowed(NO_PROGRAM)
        if isinstance(request.auth, ApiToken) and door.scope not in request.auth.scopes:
            raise NotAllowed(f"This token does not have the scope “{door.scope}”. Ask your council for one that has.")
        if user.council_id is None:
            raise NotAllowed(NO_COUNCIL)
        return True
