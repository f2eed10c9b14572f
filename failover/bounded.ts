import type { FailoverPorts } from "./ports";

/**
 * Gives `call` its time and no more. What is left of it afterwards can do nothing: each further use of a port rejects, so
 * that a call which hung does not act on a lease that was read long ago.
 * @throws Error when the time is over
 */
export async function bounded<T>(
  ports: FailoverPorts,
  seconds: number,
  call: (within: FailoverPorts) => Promise<T>,
): Promise<T> {
  const { clock } = ports;
  const deadline = clock.monotonic() + seconds * 1000;
  const check = () => {
    if (clock.monotonic() >= deadline) throw new Error(`no answer within ${seconds} s`);
  };
  const timer = new AbortController();
  const late = clock.sleep(seconds * 1000, timer.signal).then((): never => {
    throw new Error(`no answer within ${seconds} s`);
  });
  try {
    return await Promise.race([call(checked(ports, check)), late]);
  } finally {
    // With a reason of its own: the default one is an exception with a stack.
    timer.abort("answered");
  }
}

function checked(ports: FailoverPorts, check: () => void): FailoverPorts {
  const wrap = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== "function") return member;
        return (...args: unknown[]) => {
          check();
          return Reflect.apply(member, target, args);
        };
      },
    });
  return {
    clock: ports.clock,
    lease: wrap(ports.lease),
    journal: wrap(ports.journal),
    database: wrap(ports.database),
    capacity: wrap(ports.capacity),
    fencing: wrap(ports.fencing),
    routes: wrap(ports.routes),
    edge: wrap(ports.edge),
    probes: wrap(ports.probes),
    notifications: wrap(ports.notifications),
  };
}
