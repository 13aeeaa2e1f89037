import { useRef, useState, type DragEvent } from "react";
import { Button } from "../../ui/Button.tsx";

interface DropFilesProps {
  readonly lead: string;
  /** The formats that are read. */
  readonly formats: string;
  /** The button's label. */
  readonly pick: string;
  /** As in `<input accept>`. */
  readonly accept: string;
  /** Whether several can be picked at once; several can always be dropped. */
  readonly multiple?: boolean;
  readonly className?: string;
  /** Never called without a file. */
  readonly onChoose: (files: readonly File[]) => void;
}

/** A field to drop files on, and a button to pick them. */
export function DropFiles(props: DropFilesProps) {
  const { lead, formats, pick, accept, multiple = false, className = "", onChoose } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const choose = (files: FileList | null) => {
    const chosen = [...(files ?? [])];
    if (chosen.length > 0) onChoose(chosen);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files);
  };
  return (
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={`flex flex-col items-start gap-3 rounded-md border border-dashed p-6 ${over ? "border-ink bg-recess" : "border-control"} ${className}`}
    >
      <p className="text-md text-ink">{lead}</p>
      <p className="text-sm text-ink-3">{formats}</p>
      <Button
        variant="primary"
        className="max-md:min-h-(--target)"
        onPress={() => input.current?.click()}
      >
        {pick}
      </Button>
      <input
        ref={input}
        type="file"
        multiple={multiple}
        accept={accept}
        aria-label={pick}
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          choose(target.files);
          // Lets the same file be chosen again after it was changed.
          target.value = "";
        }}
      />
    </div>
  );
}
