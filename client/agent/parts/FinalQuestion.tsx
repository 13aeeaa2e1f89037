import { useState } from "react";
import { ApiError } from "../../session/api.ts";
import { Button } from "../../ui/Button.tsx";
import { focusFirst } from "./focusFirst.ts";
import { useErrorWords } from "./useErrorWords.ts";

interface FinalQuestionProps {
  readonly title: string;
  readonly question: string;
  /** Labels of the two buttons. */
  readonly keep: string;
  readonly confirm: string;
  /** Ends, erases or deletes. Rejects with an `ApiError`. */
  readonly act: () => Promise<void>;
  readonly onDone: () => void;
  readonly onKeep: () => void;
}

/**
 * A call that cannot be undone. `act` receives the error of the attempt before. `onDone` is called once the call has
 * succeeded, also when another page made it.
 */
export function useFinalCall(act: (before: unknown) => Promise<void>, onDone: () => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const tryToAct = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await act(error);
      onDone();
    } catch (failure) {
      // Done already, by another page or by this call before its answer was lost.
      if (failure instanceof ApiError && failure.code === "unknown") onDone();
      else setError(failure);
      setBusy(false);
    }
  };
  return { busy, error, tryToAct };
}

/** Asks once before what cannot be undone, in place of the buttons that led here. */
export function FinalQuestion(props: FinalQuestionProps) {
  const { title, question, keep, confirm, act, onDone, onKeep } = props;
  const errorWords = useErrorWords();
  const { busy, error, tryToAct } = useFinalCall(act, onDone);
  return (
    <fieldset aria-label={title} className="rounded-sm bg-recess p-4">
      <p className="max-w-[34rem] text-sm">{question}</p>
      {error !== undefined && (
        <p role="alert" className="mt-2 text-sm text-danger">
          {errorWords(error)}
        </p>
      )}
      <div ref={focusFirst} className="mt-3 flex flex-wrap gap-3">
        <Button className="max-md:min-h-(--target)" onPress={onKeep}>
          {keep}
        </Button>
        <Button
          variant="danger"
          busy={busy}
          className="max-md:min-h-(--target)"
          onPress={() => void tryToAct()}
        >
          {confirm}
        </Button>
      </div>
    </fieldset>
  );
}
