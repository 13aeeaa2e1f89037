import { useRef, useState } from "react";
import type { PicturePlace, UploadedPicture } from "../../../schema/catalogue/uploads.ts";
import { ApiError } from "../../session/api.ts";
import type { PictureApi } from "../../session/pictureApi.ts";
import { useLoaded } from "../parts/useLoaded.ts";

/** Largest picture accepted by the server. */
const MOST_BYTES = 32 * 1024 * 1024;

/** A file that was not added, and the reason. */
export interface FailedFile {
  readonly name: string;
  readonly reason:
    | { readonly kind: "too_large" }
    | { readonly kind: "refused"; readonly error: unknown };
}

interface Sending {
  readonly done: number;
  readonly total: number;
}

export interface Pictures {
  /** `undefined` until loaded. */
  readonly pictures: readonly UploadedPicture[] | undefined;
  /** Why the last change failed. */
  readonly failure: unknown;
  /** Why the pictures could not be loaded. */
  readonly loadError: unknown;
  readonly reload: () => void;
  readonly sending: Sending | undefined;
  readonly failed: readonly FailedFile[];
  readonly add: (files: readonly File[]) => void;
  /** Resolves to whether the place was changed. */
  readonly place: (file: string, place: PicturePlace) => Promise<boolean>;
  readonly remove: (file: string) => void;
  readonly hideFailed: () => void;
}

/** A development's pictures while their dialog is open; files are uploaded one after the other. */
export function usePictures(api: PictureApi, project: string): Pictures {
  const [pictures, setPictures] = useState<readonly UploadedPicture[]>();
  const [failure, setFailure] = useState<unknown>();
  const [sending, setSending] = useState<Sending>();
  const [failed, setFailed] = useState<readonly FailedFile[]>([]);
  const queue = useRef(Promise.resolve());

  const loading = useLoaded(api, async (calls) => {
    setPictures(await calls.pictures(project));
  });

  const fail = (name: string, reason: FailedFile["reason"]) =>
    setFailed((before) => [...before, { name, reason }]);
  const send = async (file: File): Promise<void> => {
    try {
      const added = await api.addPicture(project, file);
      setPictures((before = []) => {
        const others = before.filter(
          ({ file: id, name }) => id !== added.file && name !== added.name,
        );
        return [...others, added];
      });
    } catch (error) {
      const isLarge = error instanceof ApiError && error.code === "body_too_large";
      fail(file.name, isLarge ? { kind: "too_large" } : { kind: "refused", error });
    }
    setSending((before) => {
      if (before === undefined) return undefined;
      const done = before.done + 1;
      return done === before.total ? undefined : { ...before, done };
    });
  };
  return {
    pictures,
    failure,
    loadError: loading.error,
    reload: loading.retry,
    sending,
    failed,
    add: (files) => {
      const [small, large] = [true, false].map((isSmall) =>
        files.filter(({ size }) => size <= MOST_BYTES === isSmall),
      );
      for (const { name } of large ?? []) fail(name, { kind: "too_large" });
      const count = small?.length ?? 0;
      if (count === 0) return;
      setSending((before = { done: 0, total: 0 }) => ({ ...before, total: before.total + count }));
      for (const file of small ?? []) queue.current = queue.current.then(() => send(file));
    },
    place: async (file, place) => {
      setFailure(undefined);
      try {
        const placed = await api.placePicture(project, file, place);
        setPictures((before) => before?.map((one) => (one.file === file ? placed : one)));
        return true;
      } catch (error) {
        setFailure(error);
        return false;
      }
    },
    remove: (file) => {
      setFailure(undefined);
      api.deletePicture(project, file).then(
        () => setPictures((before) => before?.filter((one) => one.file !== file)),
        (error: unknown) => setFailure(error),
      );
    },
    hideFailed: () => setFailed([]),
  };
}
