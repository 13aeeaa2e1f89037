import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { colleagueSubject, invitationOf, isInvited } from "../../../server/access/identity.ts";
import { openInvitations } from "../../../server/access/invitations.ts";

describe("an invited colleague", () => {
  const subject = colleagueSubject("invitation1", "person1");

  test("is one subject of one invitation", () => {
    expect(invitationOf(subject)).toBe("invitation1");
    expect(colleagueSubject("invitation1", "person2")).not.toBe(subject);
  });

  test("may present while that invitation is open", () => {
    expect(isInvited(subject, "invitation1")).toBe(true);
    expect(isInvited(subject, "invitation2")).toBe(false);
    expect(isInvited(subject, undefined)).toBe(false);
  });

  test.each(["agent:1", "agent:colleague:x.y", "buyer:x", "inspector:1", ""])(
    "%s needs no invitation",
    (other) => {
      expect(invitationOf(other)).toBeUndefined();
      expect(isInvited(other, undefined)).toBe(true);
    },
  );
});

describe("the secret of an invitation to colleagues", () => {
  const invitations = openInvitations("a secret of the deployment", randomBytes);
  const secret = invitations.secretForColleagues("p1", "i1");

  test("matches only its own invitation of its own presentation", () => {
    expect(invitations.matchesColleagues(secret, "p1", "i1")).toBe(true);
    expect(invitations.matchesColleagues(secret, "p2", "i1")).toBe(false);
    expect(invitations.matchesColleagues(secret, "p1", "i2")).toBe(false);
    expect(invitations.matchesColleagues("", "p1", "i1")).toBe(false);
  });

  test("is equal in all processes of a deployment, and different in other deployments", () => {
    const next = openInvitations("a secret of the deployment", randomBytes);
    expect(next.secretForColleagues("p1", "i1")).toBe(secret);
    const other = openInvitations("another secret", randomBytes);
    expect(other.secretForColleagues("p1", "i1")).not.toBe(secret);
  });
});
