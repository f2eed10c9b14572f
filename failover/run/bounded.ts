import type { FailoverPorts } from "../protocol/ports";

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
  const expired = () => new Error(`no answer within ${seconds} s`);
  const check = () => {
    if (clock.monotonic() >= deadline) throw expired();
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

/** The ports, each of their calls checked first; made as they are used. */
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
