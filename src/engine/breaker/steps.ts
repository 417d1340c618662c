/** The answer of work that is done in steps, all of them at once. */
export function finished<T>(steps: Generator<undefined, T>): T {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) {
      return step.value;
    }
  }
}
