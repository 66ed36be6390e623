"""The rooms' models, gathered so that Django finds them."""

from multiagency.routing.models import DryRun, RoutingDecision, RoutingRule, RuleSet, TeamCapacity

__all__ = [
    "DryRun",
    "RoutingDecision",
    "RoutingRule",
    "RuleSet",
    "TeamCapacity",
]
