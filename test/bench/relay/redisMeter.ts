import type { RedisServer } from "../../support/services/redisServer.ts";

/** Counters of Redis since its start. */
export interface RedisReading {
  readonly cpuMs: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
}

export async function readRedis(redis: RedisServer): Promise<RedisReading> {
  const info = String(await redis.ask("INFO"));
  const figure = (name: string): number =>
    Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(info)?.[1] ?? NaN);
  return {
    cpuMs: (figure("used_cpu_user") + figure("used_cpu_sys")) * 1000,
    bytesIn: figure("total_net_input_bytes"),
    bytesOut: figure("total_net_output_bytes"),
  };
}
