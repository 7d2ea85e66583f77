-- Warden in Neovim 0.7 and later, without plugins: `:source` it or put it into init.lua.
local settings = { warden = { rules = { ['cpu-shared-alternatives'] = 'off' } } }

-- One server for each working tree, since a cell is checked together with its neighbours.
local clients = {}

-- Configs; headers, which Neovim takes for C++, since what is typed there counts for configs; and the project file.
local function is_ours(path, filetype)
  if filetype == 'cpp' then
    return path:match('%.h$') ~= nil
  end
  return path ~= '' and (filetype == 'c' or vim.fn.fnamemodify(path, ':t') == 'warden.json')
end

vim.api.nvim_create_autocmd('FileType', {
  pattern = { 'c', 'cpp', 'json', 'jsonc' },
  callback = function(event)
    local path = vim.api.nvim_buf_get_name(event.buf)
    if not is_ours(path, event.match) then
      return
    end
    local folder = vim.fn.fnamemodify(path, ':p:h')
    local git = vim.fn.finddir('.git', folder .. ';')
    local root = git == '' and folder or vim.fn.fnamemodify(git, ':p:h:h')
    local client = clients[root]
    if not client or vim.lsp.client_is_stopped(client) then
      client = vim.lsp.start_client({
        name = 'warden',
        cmd = { 'warden-lsp', '--stdio' },
        root_dir = root,
        workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
        settings = settings,
        -- Servers cannot ask Neovim 0.7 for settings; later versions they ask, and this does not count.
        init_options = { settings = settings.warden },
      })
      clients[root] = client
    end
    if client then
      vim.lsp.buf_attach_client(event.buf, client)
    end
  end,
})
