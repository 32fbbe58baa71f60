"""`der law`: what the legal gate decides, and why."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from der_server.cli.answer import Json, answering, write_json

if TYPE_CHECKING:
    from der_server.privacy.law import Context, Gate, Rule, Ruling

ROLE_HELP = "private, customer, staff, student, patient or player. Default: not said, the strictest reading."


def law(
    scenario: Annotated[str, typer.Option(help="Explain a case of this scenario. Default: the whole table.")] = "",
    role: Annotated[str, typer.Option(help=ROLE_HELP)] = "",
    purpose: Annotated[str, typer.Option(help="interaction, medical, safety, self_training, research.")] = "",
    jurisdiction: Annotated[str, typer.Option(help="ISO 3166 code, or EU.")] = "EU",
    age: Annotated[str, typer.Option(help="adult, teen or child. Default: not known.")] = "",
    attest: Annotated[bool, typer.Option("--attest", help="As if the operator attested the purpose there.")] = False,
    json: Json = False,
) -> None:
    """Show the table of the legal gate, or explain one decision. Help for engineers, not legal advice.

    Example: `der law --scenario meeting --role staff`
    """
    with answering(json):
        from der_server.privacy.law import Context, Gate, Said

        case = Context(scenario or "general", role, "", age, purpose or "interaction")
        _check(case)
        gate = Gate(Said(jurisdiction=jurisdiction), {case.scenario: frozenset({case.purpose})} if attest else {})
        if scenario or role or age or attest:
            _explain(gate.ruling(case), case, jurisdiction, json)
        else:
            _show(gate, case.purpose, jurisdiction, json)


def _check(case: "Context") -> None:
    from der_server.faults import BadRequest
    from der_server.labels import DOMAINS
    from der_server.privacy.law import AGES, PURPOSES, SUBJECT_ROLES

    asked = {
        "--scenario": (case.scenario, DOMAINS),
        "--role": (case.subject_role, ("", *SUBJECT_ROLES)),
        "--purpose": (case.purpose, PURPOSES),
        "--age": (case.age_class, ("", *AGES)),
    }
    for option, (word, known) in asked.items():
        if word not in known:
            raise BadRequest(f"{option} {word!r} is none of {', '.join(filter(None, known))}.")


def _explain(ruling: "Ruling", case: "Context", jurisdiction: str, as_json: bool) -> None:
    """One decision, with the rules behind it."""
    from der_server.labels import MODALITIES

    read = [m for m in MODALITIES if m not in ruling.barred]
    if as_json:
        found = {**asdict(case), "jurisdiction": jurisdiction, "read": read, "barred": sorted(ruling.barred)}
        found |= {"purpose_in_force": ruling.purpose, "rules": [_plain(rule) for rule in ruling.rules]}
        write_json(found)
        return
    who = f"{case.subject_role or 'role not said'}, {case.age_class or 'age not known'}"
    print(f"{case.scenario}, {who}, {case.purpose}, {jurisdiction or 'nowhere said'}")
    print(f"may be read with consent: {', '.join(read)}")
    if ruling.barred:
        print(f"must not be read: {', '.join(m for m in MODALITIES if m in ruling.barred)}")
    if ruling.unattested:
        print(f"purpose {ruling.unattested} is not attested by the operator: read as {ruling.purpose}")
    for rule in ruling.rules:
        print(f"\n{rule.reason}: {rule.says}\n  {rule.source}\n  {rule.read}, checked {rule.checked}")


def _plain(rule: "Rule") -> dict[str, Any]:
    told: dict[str, Any] = rule.model_dump(mode="json", exclude={"places", "areas", "ages", "purposes", "opened"})
    return {name: sorted(value) if isinstance(value, list) else value for name, value in told.items()}


def _show(gate: "Gate", purpose: str, jurisdiction: str, as_json: bool) -> None:
    """What may be read in every scenario and role."""
    from der_server.labels import DOMAINS
    from der_server.privacy.law import SUBJECT_ROLES, Context

    table = {
        scenario: {
            role: "text" if gate.ruling(Context(scenario, role, purpose=purpose)).barred else "all"
            for role in ("", *SUBJECT_ROLES)
        }
        for scenario in DOMAINS
    }
    if as_json:
        write_json({"jurisdiction": jurisdiction, "purpose": purpose, "read": table})
        return
    print(f"What may be read with consent in {jurisdiction or 'no place said'}, for the purpose {purpose}:\n")
    print(f"{'':17}" + "".join(f"{role or 'not said':10}" for role in ("", *SUBJECT_ROLES)))
    for scenario, roles in table.items():
        print(f"{scenario:17}" + "".join(f"{read:10}" for read in roles.values()))
    print("\nall = face, body, voice, text, behaviour; text = text alone. `--scenario` and `--role` explain a case.")
    for rule in gate.law.rules:
        print(f"\n{rule.reason}: {rule.source} ({rule.read}, checked {rule.checked})")
