import type { FailoverPorts } from "../protocol/ports";

/**
 * Limits the time of `call`. After the limit each further use of a port rejects, so that a call that hung does not act on a lease
 * that was read long ago. The wall clock counts as well: a monotonic clock stops while its machine is suspended.
 * @throws Error when the time limit is exceeded
 */
export async function bounded<T>(
  ports: FailoverPorts,
  seconds: number,
  call: (within: FailoverPorts) => Promise<T>,
): Promise<T> {
  const { clock } = ports;
  const deadline = clock.monotonic() + seconds * 1000;
  const wallDeadline = clock.now() + seconds * 1000;
  const expired = () => new Error(`no answer within ${seconds} s`);
  const check = () => {
    if (clock.monotonic() >= deadline || clock.now() >= wallDeadline) throw expired();
  };
  let callOff = () => {};
  const late = new Promise<never>((_, reject) => {
    callOff = clock.after(seconds * 1000, () => reject(expired()));
  });
  try {
    return await Promise.race([call(checked(ports, check)), late]);
  } finally {
    callOff();
  }
}

/** The ports with a check before each call; created lazily. */
function checked(ports: FailoverPorts, check: () => void): FailoverPorts {
  return new Proxy(ports, {
    get: (target, name: keyof FailoverPorts) => (name === "clock" ? target.clock : checkedPort(target[name], check)),
  });
}

function checkedPort<Port extends object>(port: Port, check: () => void): Port {
  return new Proxy(port, {
    get: (target, key) => {
      const member: unknown = Reflect.get(target, key);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => {
        check();
        return Reflect.apply(member, target, args);
      };
    },
  });
}
