import { EMPTY, NEVER, Observable, of, Subject } from 'rxjs';
import { RequestGate } from './gate';

/** Work that ends when it is told to, and counts what runs. */
function counted(): {
  readonly work: () => Observable<number>;
  readonly ends: Array<Subject<number>>;
  running: () => number;
} {
  const ends: Array<Subject<number>> = [];
  let running = 0;
  const work = (): Observable<number> =>
    new Observable((subscriber) => {
      running += 1;
      const end = new Subject<number>();
      ends.push(end);
      subscriber.add(() => {
        running -= 1;
      });
      subscriber.add(end.subscribe(subscriber));
    });
  return { work, ends, running: () => running };
}

const refused = (): Observable<number> => of(-1);

it('runs so many at once and the rest in order', () => {
  const gate = new RequestGate(4, 100);
  const { work, ends, running } = counted();
  for (let request = 0; request < 10; request += 1) {
    gate.run(work, refused).subscribe();
  }
  expect(running()).toBe(4);
  ends[2].complete();
  expect([running(), ends.length]).toEqual([4, 5]);
});

it('frees the place of what is cancelled, and forgets what was cancelled in the queue', () => {
  const gate = new RequestGate(1, 100);
  const { work, ends } = counted();
  const first = gate.run(work, refused).subscribe();
  const second = gate.run(work, refused).subscribe();
  gate.run(work, refused).subscribe();
  second.unsubscribe();
  first.unsubscribe();
  expect([ends.length, gate.used]).toEqual([2, 2]);
});

it('refuses what is over budget, in the queue too', () => {
  const gate = new RequestGate(1, 2);
  const answers: number[] = [];
  const first = gate.run(() => NEVER, refused).subscribe();
  gate.run(() => EMPTY, refused).subscribe();
  gate.run(() => EMPTY, refused).subscribe((answer) => answers.push(answer));
  first.unsubscribe();
  expect([answers, gate.used]).toEqual([[-1], 2]);
});

it('frees the place of work that throws before it starts', () => {
  const gate = new RequestGate(1, 10);
  const broken = (): Observable<number> => {
    throw new Error('boom');
  };
  const errors: unknown[] = [];
  gate.run(broken, refused).subscribe({ error: (error: unknown) => errors.push(error) });
  const answers: number[] = [];
  gate.run(() => of(1), refused).subscribe((answer) => answers.push(answer));
  expect([errors.length, answers]).toEqual([1, [1]]);
});

it('does not run deep when a long queue ends at once', () => {
  const gate = new RequestGate(1, 1_000_000);
  const first = gate.run(() => NEVER, refused).subscribe();
  let done = 0;
  for (let request = 0; request < 20_000; request += 1) {
    gate.run(() => of(1), refused).subscribe(() => (done += 1));
  }
  first.unsubscribe();
  expect(done).toBe(20_000);
});
