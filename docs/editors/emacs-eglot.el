;; Warden in Emacs with eglot, which runs one server for a buffer: this is for folders with cell configs, in place of
;; clangd. Without the settings it is the first form alone.
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '((c-mode c-ts-mode) . ("warden-lsp" "--stdio"))))

(setq-default eglot-workspace-configuration
              '(:warden (:rules (:cpu-shared-alternatives "off"))))
