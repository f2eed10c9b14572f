/** Average CPU utilization that the scaling of instances and tasks aims at, percent. It leaves room for the load of a lost zone. */
export const TARGET_CPU_PERCENT = 50;
