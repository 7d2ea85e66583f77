;;; What the test of Emacs does in it, without a screen: opens two cell configs and an ordinary C file, waits for  -*- lexical-binding: t -*-
;; findings, asks for everything that eglot can ask for, mends a fault by a code action and another one by typing, and
;; writes what it saw as JSON to the file $WARDEN_SEEN. It does not judge. Nothing waits for longer than the deadline.

(require 'eglot)
(require 'json)
(require 'seq)
(require 'subr-x)

(defvar deadline 20)
(defvar answer-to-questions nil "The beginning of what is chosen when Emacs asks.")

;; Eglot tells the server of changes when Emacs is idle, which it never is without a screen.
(defun tell-changes ()
  (eglot--signal-textDocument/didChange))

(defun await (what is-there)
  (let ((end (+ (float-time) deadline)) there)
    (while (not (setq there (funcall is-there)))
      (when (< end (float-time)) (error "waited in vain for %s" what))
      (accept-process-output nil 0.005))
    there))

(defun open-config (name)
  (find-file name)
  (unless (eglot-current-server) (call-interactively #'eglot))
  (await (concat "the server of " name) #'eglot-managed-p))

(defun findings ()
  (mapcar (lambda (diagnostic)
            (let ((sent (alist-get 'eglot-lsp-diag (flymake-diagnostic-data diagnostic))))
              `((line . ,(line-number-at-pos (flymake-diagnostic-beg diagnostic)))
                (rule . ,(plist-get sent :code))
                (source . ,(plist-get sent :source))
                (shown . ,(flymake-diagnostic-text diagnostic)))))
          (flymake-diagnostics)))

(defun rules ()
  (flymake-start)
  (mapcar (lambda (finding) (alist-get 'rule finding)) (findings)))

(defun go-to (text)
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun hover ()
  (let (said)
    (eglot-hover-eldoc-function (lambda (text &rest _) (setq said (substring-no-properties text))))
    (await "a hover" (lambda () said))))

(defun line-here ()
  (string-trim (buffer-substring-no-properties (line-beginning-position) (line-end-position))))

(defun choose (_ choices &rest _)
  (seq-find (lambda (choice) (string-prefix-p answer-to-questions choice)) (all-completions "" choices)))

(defun mend-by-code-action (text title)
  (go-to text)
  (setq answer-to-questions title last-nonmenu-event t)
  (cl-letf (((symbol-function 'completing-read) #'choose))
    (eglot-code-actions (point) (+ (point) (length text)) nil t))
  (tell-changes))

(defun names (items)
  (vconcat (mapcar #'substring-no-properties items)))

(defun places (items)
  (vconcat (mapcar (lambda (item)
                     (let ((location (xref-item-location item)))
                       (format "%s:%d"
                               (file-name-nondirectory (xref-location-group location))
                               (xref-location-line location))))
                   items)))

(defun at-point (find)
  (places (funcall find 'eglot (xref-backend-identifier-at-point 'eglot))))

(defun completions ()
  (go-to "CODE_FLAGS,")
  (forward-char (length "CODE_FLAGS"))
  (insert " | JAILHOUSE_MEM_C")
  (tell-changes)
  (let ((offered (eglot-completion-at-point)))
    (prog1 (names (all-completions "JAILHOUSE_MEM_C" (nth 2 offered)))
      (delete-region (- (point) (length " | JAILHOUSE_MEM_C")) (point))
      (tell-changes))))

(defun rename (text name)
  (go-to text)
  (eglot-rename name)
  (count-matches name (point-min) (point-max)))

(defun look ()
  (let (seen cell service)
    (open-config "osprey-service.c")
    (setq service (current-buffer))
    (await "findings" #'rules)
    (push `(asSetUp . ,(vconcat (rules))) seen)
    (mend-by-code-action "3," "Count with")
    (push `(mended . ,(progn (go-to ".num_pio_regions") (line-here))) seen)
    (await "the finding to go" (lambda () (not (member "count-too-large" (rules)))))
    (open-config "osprey-vision.c")
    (setq cell (current-buffer))
    (await "findings" #'rules)
    (push `(findings . ,(vconcat (findings))) seen)
    (go-to "0x118")
    (push `(hover . ,(hover)) seen)
    (push `(completions . ,(completions)) seen)
    (go-to "0x73000000")
    (push `(definition . ,(at-point #'xref-backend-definitions)) seen)
    (push `(symbols . ,(places (xref-backend-apropos 'eglot "0x75000000"))) seen)
    (push `(renamed . ,(rename "CODE_FLAGS" "PROGRAM_FLAGS")) seen)
    (open-config "osprey.c")
    (go-to ".cpus = { 0xff }")
    (search-forward "0xff")
    (insert "f")
    (tell-changes)
    (with-current-buffer cell
      (await "the finding to go" (lambda () (not (member "cpu-not-in-root" (rules)))))
      (push `(after . ,(vconcat (rules))) seen))
    (open-config "ordinary.c")
    (with-current-buffer service
      (setq-default eglot-workspace-configuration nil)
      (eglot-signal-didChangeConfiguration (eglot-current-server))
      (await "what was switched off" (lambda () (member "cpu-shared-alternatives" (rules))))
      (push `(byDefault . ,(vconcat (rules))) seen))
    (push `(ordinary . ,(vconcat (rules))) seen)
    seen))

(let ((seen (condition-case problem (look) (error `((problem . ,(error-message-string problem)))))))
  (write-region (json-encode seen) nil (getenv "WARDEN_SEEN")))
(kill-emacs)
