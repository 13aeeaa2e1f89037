/** First half of the key of advisory locks, which identifies sets of leases within the database. */
const LEASE_LOCK = 0x0ff91b;

/**
 * Tables of the relay of `server/relay/postgres`. Their content need not survive, so they are unlogged: a server that
 * crashed starts with empty ones. Times are the database's own.
 */
export const RELAY_TABLES = `
  CREATE UNLOGGED TABLE offplan.relay_nodes (
    node text COLLATE "C" PRIMARY KEY,
    until_at timestamptz NOT NULL
  );
  CREATE UNLOGGED TABLE offplan.relay_leases (
    held_set text COLLATE "C" NOT NULL,
    holder text COLLATE "C" NOT NULL,
    about text NOT NULL,
    until_at timestamptz NOT NULL,
    taken_as bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (held_set, holder)
  );
  CREATE INDEX relay_leases_lapsing ON offplan.relay_leases (until_at);
  CREATE UNLOGGED TABLE offplan.relay_limits (
    key text COLLATE "C" PRIMARY KEY,
    points integer NOT NULL DEFAULT 0,
    expire bigint
  );
  CREATE INDEX relay_limits_lapsing ON offplan.relay_limits (expire);

  CREATE FUNCTION offplan.take_lease(
    in_set text, in_holder text, in_about text, in_limit integer, in_life_ms integer
  ) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE
    until timestamptz := clock_timestamp() + in_life_ms * interval '1 millisecond';
  BEGIN
    PERFORM pg_advisory_xact_lock(${LEASE_LOCK}, hashtext(in_set));
    DELETE FROM offplan.relay_leases WHERE held_set = in_set AND until_at <= clock_timestamp();
    UPDATE offplan.relay_leases SET about = in_about, until_at = until
      WHERE held_set = in_set AND holder = in_holder;
    IF FOUND THEN
      RETURN true;
    END IF;
    IF in_limit >= 0
      AND (SELECT count(*) FROM offplan.relay_leases WHERE held_set = in_set) >= in_limit
    THEN
      RETURN false;
    END IF;
    INSERT INTO offplan.relay_leases (held_set, holder, about, until_at)
      VALUES (in_set, in_holder, in_about, until);
    RETURN true;
  END $$;
`;
